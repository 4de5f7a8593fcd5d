import { useQuery } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';
import { usePages } from '@/lib/api/use_pages';

export type CallOff = Schemas['CallOff'];
export type CallOffDocument = Schemas['CallOffDocument'];
export type CallOffLine = Schemas['CallOffLine'];
export type CallOffChange = CallOffDocument['changes'][number];

const everyMoment = 15_000;

/** The newest of each supplier; the sequence moves on while the page is open. */
export function useCallOffs(line: string) {
  return useQuery({
    queryKey: ['call-offs', line],
    queryFn: () => call(api.GET('/lines/{line}/call-offs', { params: { path: { line } } })),
    enabled: line !== '',
    refetchInterval: everyMoment,
  });
}

export function useVersions(line: string, supplier: string) {
  return usePages(['call-off-versions', line, supplier], (cursor, signal) => call(api.GET('/lines/{line}/call-offs/{supplier}', { params: { path: { line, supplier }, query: { cursor } }, signal })), line !== '');
}

/** A version never changes. */
export function useCallOff(line: string, supplier: string, version: number | undefined) {
  return useQuery({
    queryKey: ['call-off', line, supplier, version],
    queryFn: () => call(api.GET('/lines/{line}/call-offs/{supplier}/{version}', { params: { path: { line, supplier, version: version ?? 0 } } })),
    enabled: line !== '' && version !== undefined,
    staleTime: Infinity,
  });
}

/** The whole version as JSON, or one of its tables. */
export const callOffFile = (line: string, supplier: string, version: number, table?: 'lines' | 'changes') =>
  `/api/v1/lines/${encodeURIComponent(line)}/call-offs/${encodeURIComponent(supplier)}/${version}${table ? `/${table}.csv` : ''}`;

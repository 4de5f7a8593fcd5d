import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { Schemas } from '@/lib/api/types';
import { usePages } from '@/lib/api/use_pages';

export type Run = Schemas['Reconciliation'];
export type Finding = Schemas['Finding'];
export type FindingState = Schemas['FindingState'];
export type FindingKind = Schemas['FindingKind'];
export type Side = Schemas['FindingSide'];
export const findingStates = ['OPEN', 'REPAIRED', 'CLOSED', 'GONE'] as const satisfies readonly FindingState[];

const running = (run: Run | undefined) => run !== undefined && run.ended_at === null;

/** The latest comparisons; looked at closely while one runs. */
export function useRuns(line: string) {
  return useQuery({
    queryKey: ['reconciliations', line],
    queryFn: ({ signal }) => call(api.GET('/lines/{line}/reconciliations', { params: { path: { line }, query: { limit: 12 } }, signal })),
    enabled: line !== '',
    refetchInterval: (query) => (running(query.state.data?.items[0]) ? 1500 : 30_000),
  });
}

/** `round` changes when a comparison has moved on, and the differences are read again. */
export function useFindings(line: string, state: FindingState | undefined, round: string) {
  return usePages(['findings', line, state, round], (cursor, signal) => call(api.GET('/lines/{line}/findings', { params: { path: { line }, query: { state, cursor } }, signal })), line !== '');
}

function useRefresh() {
  const client = useQueryClient();
  return () => {
    for (const key of ['findings', 'reconciliations', 'attention']) void client.invalidateQueries({ queryKey: [key] });
  };
}

export function useCompareNow(line: string) {
  const onSuccess = useRefresh();
  return useCreate<Run, void>((_, key) => call(api.POST('/lines/{line}/reconciliations', { params: { path: { line }, header: { 'Idempotency-Key': key } } })), { onSuccess });
}

export function useHandIn(line: string) {
  const onSuccess = useRefresh();
  return useCreate<Run, { text: string; written_at?: string }>(
    (body, key) => call(api.POST('/lines/{line}/reconciliations/list', { body, params: { path: { line }, header: { 'Idempotency-Key': key } } })),
    { onSuccess },
  );
}

export function useActOn(line: string, id: number) {
  const onSuccess = useRefresh();
  return useCreate<Finding, { version: number }>(
    (body, key) => call(api.POST('/lines/{line}/findings/{id}/act', { body, params: { path: { line, id }, header: { 'Idempotency-Key': key } } })),
    { onSuccess },
  );
}

export function useCloseFinding(line: string, id: number) {
  const onSuccess = useRefresh();
  return useCreate<Finding, { version: number; reason: string }>(
    (body, key) => call(api.POST('/lines/{line}/findings/{id}/close', { body, params: { path: { line, id }, header: { 'Idempotency-Key': key } } })),
    { onSuccess },
  );
}

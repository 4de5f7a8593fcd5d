import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';
import { usePages } from '@/lib/api/use_pages';
import { useFeed } from '@/lib/live/use_feed';
import { useSoon } from '@/lib/use_soon';

export type Hold = Schemas['Hold'];

export function useHolds(line: string) {
  return usePages(['holds', line], (cursor, signal) => call(api.GET('/lines/{line}/holds', { params: { path: { line }, query: { cursor } }, signal })), line !== '');
}

/** Reads the list again soon after a car was held or goes on. */
export function useLiveHolds(line: string) {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['holds', line] });
    void client.invalidateQueries({ queryKey: ['attention', line] });
  };
  const soon = useSoon(refresh, 2000);
  useFeed(line ? `line:${line}` : null, { onEvent: soon, onReset: refresh });
}

export type Attention = Schemas['Attention'];

/** How much waits for a planner, for the badges of the navigation. */
export function useAttention(line: string) {
  return useQuery({
    queryKey: ['attention', line],
    queryFn: ({ signal }) => call(api.GET('/lines/{line}/attention', { params: { path: { line } }, signal })),
    enabled: line !== '',
    refetchInterval: 30_000,
    retry: false,
  });
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { ApiProblem } from '@/lib/api/problem';
import type { Schemas } from '@/lib/api/types';
import { usePages } from '@/lib/api/use_pages';

export type Shortage = Schemas['Shortage'];
export type ShortageOrder = Schemas['ShortageOrderPage']['items'][number];
export const shortageStates = ['OPEN', 'ENDED'] as const;
export type ShortageState = Shortage['state'];

// The server looks as often which cars it hits by now.
const betweenLooks = 20_000;

export function useShortages(line: string, state: ShortageState) {
  return usePages(['shortages', line, state], (cursor, signal) => call(api.GET('/lines/{line}/shortages', { params: { path: { line }, query: { state, cursor } }, signal })), line !== '');
}

/** One shortage, from whichever list it stands in. */
export function useShortage(line: string, id: number) {
  return useQuery({
    queryKey: ['shortage', line, id],
    queryFn: async () => {
      for (const state of shortageStates) {
        const page = await call(api.GET('/lines/{line}/shortages', { params: { path: { line }, query: { state, cursor: String(id + 1), limit: 1 } } }));
        const found = page.items.find((item) => item.id === id);
        if (found) return found;
      }
      return null;
    },
    enabled: line !== '',
    refetchInterval: betweenLooks,
  });
}

export function useShortageOrders(line: string, id: number) {
  return usePages(['shortage-orders', line, id], (cursor, signal) => call(api.GET('/lines/{line}/shortages/{id}/orders', { params: { path: { line, id }, query: { cursor } }, signal })), line !== '', betweenLooks);
}

function useForget() {
  const client = useQueryClient();
  return () => {
    for (const key of ['shortages', 'shortage', 'shortage-orders']) void client.invalidateQueries({ queryKey: [key] });
  };
}

export function useReportShortage(line: string, onDone: (shortage: Shortage) => void) {
  const forget = useForget();
  return useCreate<Shortage, Schemas['ReportShortage']>(
    (body, key) => call(api.POST('/lines/{line}/shortages', { body, params: { path: { line }, header: { 'Idempotency-Key': key } } })),
    { onSuccess: (shortage) => { forget(); onDone(shortage); } },
  );
}

export function useEndShortage(line: string, id: number) {
  const forget = useForget();
  return useMutation<Shortage, ApiProblem, number>({
    mutationFn: (version) => call(api.POST('/lines/{line}/shortages/{id}/end', { body: { version }, params: { path: { line, id } } })),
    onSuccess: forget,
  });
}

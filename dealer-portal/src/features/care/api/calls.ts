import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { ApiProblem } from '@/lib/api/problem';
import { usePages } from '@/lib/api/use_pages';
import type { Schemas } from '@/lib/api/types';

export type CareCall = Schemas['CareCall'];
export type CareOutcome = Schemas['CareOutcome'];
export type QueueView = 'due' | 'mine' | 'upcoming' | 'done';

export const callKey = (id: number) => ['care', 'call', id] as const;

export function useQueue(view: QueueView) {
  return usePages(['care', 'queue', view], (cursor, signal) => call(api.GET('/care/calls', { params: { query: { view, cursor, limit: 40 } }, signal })));
}

export function useCareSummary() {
  return useQuery({ queryKey: ['care', 'summary'], queryFn: () => call(api.GET('/care/summary')), refetchInterval: 20_000 });
}

export function useCall(id: number | null) {
  return useQuery({
    queryKey: callKey(id ?? 0),
    queryFn: () => call(api.GET('/care/calls/{id}', { params: { path: { id: id ?? 0 } } })),
    enabled: id !== null,
  });
}

/** After anything was done to a call, the lists and figures are read anew. */
function useSettled() {
  const client = useQueryClient();
  return (changed?: CareCall | null) => {
    if (changed) client.setQueryData(callKey(changed.id), changed);
    void client.invalidateQueries({ queryKey: ['care', 'queue'] });
    void client.invalidateQueries({ queryKey: ['care', 'summary'] });
  };
}

/** The most urgent due call; null where nothing is due. */
export function useClaimNext(onClaimed: (claimed: CareCall | null) => void) {
  const settled = useSettled();
  return useMutation<CareCall | null, ApiProblem, void>({
    mutationFn: async () => (await call(api.POST('/care/calls/next', { body: {} }))) ?? null,
    onSuccess: (claimed) => {
      settled(claimed);
      onClaimed(claimed);
    },
  });
}

export function useClaim(onClaimed?: (claimed: CareCall) => void) {
  const client = useQueryClient();
  const settled = useSettled();
  return useMutation<CareCall, ApiProblem, { id: number; version: number }>({
    mutationFn: ({ id, version }) => call(api.POST('/care/calls/{id}/claim', { params: { path: { id } }, body: { version } })),
    onSuccess: (claimed) => {
      settled(claimed);
      onClaimed?.(claimed);
    },
    onError: (_problem, { id }) => void client.invalidateQueries({ queryKey: callKey(id) }),
  });
}

export function useRelease() {
  const client = useQueryClient();
  const settled = useSettled();
  return useMutation<void, ApiProblem, number>({
    mutationFn: async (id) => void (await call(api.DELETE('/care/calls/{id}/claim', { params: { path: { id } } }))),
    onSuccess: (_nothing, id) => {
      settled();
      void client.invalidateQueries({ queryKey: callKey(id) });
    },
  });
}

export function useRecordOutcome(id: number, onRecorded: (recorded: CareCall) => void) {
  const client = useQueryClient();
  const settled = useSettled();
  return useCreate<CareCall, Schemas['RecordOutcome']>(
    (body, key) => call(api.POST('/care/calls/{id}/outcomes', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body })),
    {
      onSuccess: (recorded) => {
        settled(recorded);
        onRecorded(recorded);
      },
      onError: (problem) => problem.status === 409 && void client.invalidateQueries({ queryKey: callKey(id) }),
    },
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import type { ApiProblem } from '@/lib/api/problem';
import { usePages } from '@/lib/api/use_pages';
import type { Role, Schemas } from '@/lib/api/types';

export type Person = Schemas['Person'];
export type AuditEntry = Schemas['AuditPage']['items'][number];
export type OrganisationKind = Schemas['OrganisationKind'];

export function usePeople(role: Role | undefined) {
  return usePages(['people', 'list', role], (cursor, signal) => call(api.GET('/people', { params: { query: { role, cursor } }, signal })));
}

export function useOrganisations(kind: OrganisationKind | undefined) {
  return usePages(['organisations', 'list', kind], (cursor, signal) => call(api.GET('/organisations', { params: { query: { kind, cursor } }, signal })));
}

export function useAudit(subject: string) {
  return usePages(['audit', subject], (cursor, signal) => call(api.GET('/audit', { params: { query: { subject: subject || undefined, cursor } }, signal })));
}

/** A moved clock changes what is due everywhere, so everything is read anew. */
export function useMoveClock() {
  const client = useQueryClient();
  return useMutation<Schemas['BusinessClock'], ApiProblem, number>({
    mutationFn: (days) => call(api.POST('/clock/moves', { body: { days } })),
    onSuccess: () => client.invalidateQueries(),
  });
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import type { ApiProblem } from '@/lib/api/problem';
import type { Schemas } from '@/lib/api/types';

export type SupplierLink = Schemas['SupplierLink'];
export type Push = NonNullable<SupplierLink['push']>;

const linkKey = (line: string, supplier: string) => ['supplier-link', line, supplier] as const;
const whileWaiting = 3_000;
const otherwise = 30_000;

/** Looked at often while something is on its way. */
export function useSupplierLink(line: string, supplier: string) {
  return useQuery({
    queryKey: linkKey(line, supplier),
    queryFn: () => call(api.GET('/lines/{line}/suppliers/{supplier}', { params: { path: { line, supplier } } })),
    enabled: line !== '',
    refetchInterval: (query) => (query.state.data?.push?.state === 'WAITING' ? whileWaiting : otherwise),
  });
}

export function useSetWebhook(line: string, supplier: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation<SupplierLink, ApiProblem, Schemas['SetSupplierWebhook']>({
    mutationFn: (body) => call(api.PUT('/lines/{line}/suppliers/{supplier}/webhook', { params: { path: { line, supplier } }, body })),
    onSuccess: (now) => {
      client.setQueryData(linkKey(line, supplier), now);
      onDone();
    },
    onError: () => void client.invalidateQueries({ queryKey: linkKey(line, supplier) }),
  });
}

export function useMakeToken(line: string, supplier: string) {
  const client = useQueryClient();
  return useMutation<{ token: string }, ApiProblem, void>({
    mutationFn: () => call(api.PUT('/lines/{line}/suppliers/{supplier}/token', { params: { path: { line, supplier } }, body: {} })),
    onSettled: () => void client.invalidateQueries({ queryKey: linkKey(line, supplier) }),
  });
}

export function usePushAgain(line: string, supplier: string) {
  const client = useQueryClient();
  return useMutation<SupplierLink, ApiProblem, void>({
    mutationFn: () => call(api.POST('/lines/{line}/suppliers/{supplier}/push', { params: { path: { line, supplier } }, body: {} })),
    onSuccess: (now) => client.setQueryData(linkKey(line, supplier), now),
  });
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import type { ApiProblem } from '@/lib/api/problem';
import type { Schemas } from '@/lib/api/types';

export type BuyerPage = Schemas['BuyerPage'];
export type BuyerStage = Schemas['BuyerStage'];

/** Read again each minute: the page is left open on a kitchen table. */
export function useBuyerPage(token: string) {
  return useQuery<BuyerPage, ApiProblem>({
    queryKey: ['tracking', token],
    queryFn: () => call(api.GET('/tracking/{token}', { params: { path: { token } } })),
    refetchInterval: (query) => (query.state.error?.status === 404 ? false : 60_000),
  });
}

const linkKey = (number: string) => ['order', number, 'buyer-link'] as const;
const path = (number: string) => ({ params: { path: { number } } });

export function useBuyerLink(number: string) {
  return useQuery({ queryKey: linkKey(number), queryFn: () => call(api.GET('/orders/{number}/buyer-link', path(number))) });
}

/** The address is in the answer and nowhere else. */
export function useMakeBuyerLink(number: string) {
  const client = useQueryClient();
  return useMutation<Schemas['MadeBuyerLink'], ApiProblem, void>({
    mutationFn: () => call(api.POST('/orders/{number}/buyer-link', { ...path(number), body: {} })),
    onSuccess: ({ made_at, made_by }) => client.setQueryData(linkKey(number), { made_at, made_by }),
  });
}

export function useWithdrawBuyerLink(number: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, void>({
    mutationFn: () => call(api.DELETE('/orders/{number}/buyer-link', path(number))),
    onSuccess: () => {
      client.setQueryData(linkKey(number), { made_at: null, made_by: null });
      onDone();
    },
  });
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, call } from '@/lib/api/client';
import type { ApiProblem } from '@/lib/api/problem';
import type { Order } from '@/lib/api/types';
import { hasRole, useMe } from '@/lib/session';

/** What is new is asked for once a visit, before this visit is recorded; each version that is seen then counts as seen. */
export function useSinceLook(order: Order) {
  const client = useQueryClient();
  const looks = hasRole(useMe(), 'SALESPERSON', 'DEALER_MANAGER');
  const { number, version } = order;
  const news = useQuery({
    queryKey: ['since-look', number],
    queryFn: () => call(api.GET('/orders/{number}/since-last-look', { params: { path: { number } } })),
    enabled: looks,
    staleTime: Infinity,
    gcTime: 0,
  });
  const { mutate: seen } = useMutation<unknown, ApiProblem, number>({
    mutationFn: (seenVersion) => call(api.PUT('/orders/{number}/look', { params: { path: { number } }, body: { version: seenVersion } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['orders', 'list'], refetchType: 'none' }),
  });
  const told = news.isSuccess || news.isError;
  useEffect(() => {
    if (looks && told) seen(version);
  }, [looks, told, seen, version]);
  return news.data;
}

export function useSeenAll() {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, void>({
    mutationFn: () => call(api.PUT('/orders/look')),
    onSuccess: () => client.invalidateQueries({ queryKey: ['orders'] }),
  });
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, call } from './api/client';
import type { Me, Role } from './api/types';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => call(api.GET('/sessions/current')),
  staleTime: 5 * 60_000,
});

/** The signed-in person. Only below the shell, which waits for it. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('useMe outside the signed-in shell');
  return data;
}

export function hasRole(me: Me, ...roles: Role[]): boolean {
  return me.roles.some((role) => roles.includes(role));
}

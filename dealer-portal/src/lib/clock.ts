import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, call } from './api/client';

export const clockQuery = queryOptions({
  queryKey: ['clock'],
  queryFn: async () => {
    const clock = await call(api.GET('/clock'));
    return { ...clock, offsetMs: Date.parse(clock.now) - Date.now() };
  },
  staleTime: 5 * 60_000,
  retry: false,
});

const tickMs = 20_000;

/** Now by the business clock, which a demonstration network may have moved ahead of the wall's. */
export function useNow(): number {
  const { data } = useQuery(clockQuery);
  const [wall, setWall] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setWall(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return wall + (data?.offsetMs ?? 0);
}

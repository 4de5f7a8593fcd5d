import { useQuery } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type ClosingOrder = Schemas['ClosingOrder'];

/** Cars of which something can be changed today for the last time. Time alone closes windows. */
export function useClosingToday(mine: boolean) {
  return useQuery({
    queryKey: ['orders', 'closing-today', { mine }],
    queryFn: () => call(api.GET('/orders/closing-today', { params: { query: { mine: mine ? 1 : 0 } } })),
    refetchInterval: 60_000,
  });
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { Schemas } from '@/lib/api/types';

/** The order that is ordered again. */
export function useOrderToRepeat(number: string | null) {
  return useQuery({
    queryKey: ['order', number],
    queryFn: () => call(api.GET('/orders/{number}', { params: { path: { number: number ?? '' } } })),
    enabled: number !== null,
  });
}

export function usePlaceOrder(onPlaced: (order: Schemas['PlacedOrder']) => void) {
  const client = useQueryClient();
  return useCreate(
    (body: Schemas['PlaceOrder'], key) => call(api.POST('/orders', { body, params: { header: { 'Idempotency-Key': key } } })),
    {
      onSuccess: (order) => {
        void client.invalidateQueries({ queryKey: ['orders'] });
        onPlaced(order);
      },
    },
  );
}

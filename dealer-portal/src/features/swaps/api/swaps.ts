import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { Order, Schemas } from '@/lib/api/types';

export type Candidate = Schemas['CarsToTakeOver']['items'][number];
export type StockCar = Schemas['StockCar'];

/** Read again with each version of the order: with its configuration, the cars that are like it change. */
export function useCarsToTakeOver(order: Order, enabled: boolean) {
  return useQuery({
    queryKey: ['order', order.number, 'swaps', order.version],
    queryFn: () => call(api.GET('/orders/{number}/swaps', { params: { path: { number: order.number } } })),
    enabled,
    placeholderData: (previous) => previous,
  });
}

export function useTakeOver(number: string, onDone: (done: Schemas['TakenOverCar']) => void) {
  const client = useQueryClient();
  return useCreate<Schemas['TakenOverCar'], Schemas['TakeOverCar']>(
    (body, key) => call(api.POST('/orders/{number}/swaps', { body, params: { path: { number }, header: { 'Idempotency-Key': key } } })),
    {
      onSuccess: (done) => {
        for (const key of ['order', 'orders', 'quotes', 'promise-tasks']) void client.invalidateQueries({ queryKey: [key] });
        onDone(done);
      },
    },
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { Schemas } from '@/lib/api/types';
import { usePages } from '@/lib/api/use_pages';

export type FleetOrder = Schemas['FleetOrder'];

export function useFleets() {
  return usePages(['orders', 'fleets'], (cursor, signal) => call(api.GET('/fleet-orders', { params: { query: { cursor } }, signal })));
}

export function useFleet(number: string) {
  return useQuery({ queryKey: ['orders', 'fleet', number], queryFn: () => call(api.GET('/fleet-orders/{number}', { params: { path: { number } } })) });
}

export function usePlaceFleet(onPlaced: (fleet: FleetOrder) => void) {
  const client = useQueryClient();
  return useCreate<FleetOrder, Schemas['PlaceFleet']>(
    (body, key) => call(api.POST('/fleet-orders', { body, params: { header: { 'Idempotency-Key': key } } })),
    {
      onSuccess: (fleet) => {
        void client.invalidateQueries({ queryKey: ['orders'] });
        onPlaced(fleet);
      },
    },
  );
}

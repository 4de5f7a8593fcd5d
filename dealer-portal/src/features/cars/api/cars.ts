import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { usePages } from '@/lib/api/use_pages';
import type { Schemas } from '@/lib/api/types';

export type Vehicle = Schemas['Vehicle'];
export type VehicleEvent = Schemas['VehicleEvent'];

export const carKey = (vin: string) => ['car', vin] as const;

export function useCar(vin: string) {
  return useQuery({
    queryKey: carKey(vin),
    queryFn: () => call(api.GET('/vehicles/{vin}', { params: { path: { vin } } })),
  });
}

export function useTimeline(vin: string) {
  return usePages([...carKey(vin), 'timeline'], (cursor, signal) =>
    call(api.GET('/vehicles/{vin}/timeline', { params: { path: { vin }, query: { cursor, limit: 30 } }, signal })),
  );
}

export function useCarePlan(vin: string) {
  return useQuery({
    queryKey: [...carKey(vin), 'care-plan'],
    queryFn: () => call(api.GET('/vehicles/{vin}/care-plan', { params: { path: { vin } } })),
    retry: false,
  });
}

/** Cars by VIN, its last eight, or plate. */
export function useFindCars(q: string) {
  return useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => call(api.GET('/search', { params: { query: { q } }, signal })),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

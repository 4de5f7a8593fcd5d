import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { ApiProblem } from '@/lib/api/problem';
import { usePages } from '@/lib/api/use_pages';
import type { Schemas } from '@/lib/api/types';

export type RepairOrder = Schemas['RepairOrder'];
export type RepairOrderState = Schemas['RepairOrderState'];
export type LabourOperation = Schemas['LabourOperation'];
export type Part = Schemas['Part'];

export const repairKey = (number: string) => ['repair-order', number] as const;

export function useRepairOrders(state: RepairOrderState) {
  return usePages(['repair-orders', state], (cursor, signal) => call(api.GET('/repair-orders', { params: { query: { state, cursor } }, signal })));
}

export function useRepairOrder(number: string) {
  return useQuery({
    queryKey: repairKey(number),
    queryFn: () => call(api.GET('/repair-orders/{number}', { params: { path: { number } } })),
  });
}

export function useLabourOperations(q: string) {
  return useQuery({
    queryKey: ['labour-operations', q],
    queryFn: ({ signal }) => call(api.GET('/labour-operations', { params: { query: { q: q || undefined } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
  });
}

export function useParts(q: string) {
  return useQuery({
    queryKey: ['parts', q],
    queryFn: ({ signal }) => call(api.GET('/parts', { params: { query: { q: q || undefined } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
  });
}

export function useTechnicians() {
  return useQuery({
    queryKey: ['people', 'technicians'],
    queryFn: () => call(api.GET('/people', { params: { query: { role: 'TECHNICIAN', limit: 200 } } })),
    staleTime: 10 * 60_000,
  });
}

export function useOpenRepairOrder(onOpened: (order: RepairOrder) => void) {
  const client = useQueryClient();
  return useCreate<RepairOrder, Schemas['OpenRepairOrder']>(
    (body, key) => call(api.POST('/repair-orders', { body, params: { header: { 'Idempotency-Key': key } } })),
    {
      onSuccess: (order) => {
        client.setQueryData(repairKey(order.number), order);
        void client.invalidateQueries({ queryKey: ['repair-orders'] });
        void client.invalidateQueries({ queryKey: ['car', order.vin] });
        onOpened(order);
      },
    },
  );
}

export function useSaveLines(number: string) {
  const client = useQueryClient();
  return useMutation<RepairOrder, ApiProblem, Schemas['SaveRepairLines']>({
    mutationFn: (body) => call(api.PUT('/repair-orders/{number}/lines', { body, params: { path: { number } } })),
    onSuccess: (order) => client.setQueryData(repairKey(number), order),
    // Somebody else saved: read theirs, and let the page show both.
    onError: (problem) => problem.status === 409 && void client.invalidateQueries({ queryKey: repairKey(number) }),
  });
}

export function useCloseRepairOrder(number: string) {
  const client = useQueryClient();
  return useCreate<RepairOrder, Schemas['CloseRepairOrder']>(
    (body, key) => call(api.POST('/repair-orders/{number}/closing', { body, params: { path: { number }, header: { 'Idempotency-Key': key } } })),
    {
      onSuccess: (order) => {
        client.setQueryData(repairKey(number), order);
        void client.invalidateQueries({ queryKey: ['repair-orders'] });
        void client.invalidateQueries({ queryKey: ['car', order.vin] });
      },
    },
  );
}

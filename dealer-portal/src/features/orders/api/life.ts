import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { ApiProblem } from '@/lib/api/problem';
import type { Order, Schemas } from '@/lib/api/types';
import { orderKey } from './orders';

export type ChangeWindow = Schemas['ChangeWindow'];
export type ChangePreview = Schemas['ChangePreview'];
export type Allocation = Schemas['Allocation'];

/** Read again with each version of the order, and as the car goes on its way. */
export function useChangeWindows(order: Order) {
  return useQuery({
    queryKey: ['order', order.number, 'windows', order.version, order.build?.last_seq ?? 0],
    queryFn: () => call(api.GET('/orders/{number}/change-windows', { params: { path: { number: order.number } } })),
    placeholderData: (previous) => previous,
  });
}

/** The model with what the order has, even where it is no longer offered. */
export function useModelOfOrder(number: string, version: number | undefined) {
  return useQuery({
    queryKey: ['order', number, 'model', version],
    queryFn: () => call(api.GET('/orders/{number}/model', { params: { path: { number } } })),
    enabled: version !== undefined,
    placeholderData: (previous) => previous,
  });
}

/** Judged again when something has closed meanwhile: `closed` says what. */
export function useChangePreview(order: Order, wanted: Schemas['WantedChange'] | null, closed = '') {
  return useQuery({
    queryKey: ['order', order.number, 'preview', order.version, closed, wanted],
    queryFn: () => call(api.POST('/orders/{number}/change-preview', { body: wanted ?? {}, params: { path: { number: order.number } } })),
    enabled: wanted !== null,
    placeholderData: (previous) => previous,
  });
}

/** An act on an order: done once, and the order as the server now has it in view. */
function useAct<Body>(number: string, send: (body: Body, params: { path: { number: string }; header: { 'Idempotency-Key': string } }) => Promise<Order>, onDone?: () => void) {
  const client = useQueryClient();
  return useCreate<Order, Body>((body, key) => send(body, { path: { number }, header: { 'Idempotency-Key': key } }), {
    onSuccess: (order) => {
      client.setQueryData(orderKey(number), order);
      void client.invalidateQueries({ queryKey: ['orders'] });
      void client.invalidateQueries({ queryKey: ['allocations'] });
      onDone?.();
    },
  });
}

export const useSubmitOrder = (number: string) =>
  useAct<Schemas['SubmitOrder']>(number, (body, params) => call(api.POST('/orders/{number}/submission', { body, params })));
export const useResumeOrder = (number: string) =>
  useAct<Schemas['Versioned']>(number, (body, params) => call(api.POST('/orders/{number}/resumption', { body, params })));
export const useHoldOrder = (number: string, onDone: () => void) =>
  useAct<Schemas['HoldOrder']>(number, (body, params) => call(api.POST('/orders/{number}/hold', { body, params })), onDone);
export const useSignOffAsBuilt = (number: string, onDone: () => void) =>
  useAct<Schemas['SignOffAsBuilt']>(number, (body, params) => call(api.POST('/orders/{number}/as-built-sign-off', { body, params })), onDone);
export const useChangeBuyer = (number: string, onDone: () => void) =>
  useAct<Schemas['ChangeBuyer']>(number, (body, params) => call(api.POST('/orders/{number}/buyer', { body, params })), onDone);
export const useChangeDestination = (number: string, onDone: () => void) =>
  useAct<Schemas['ChangeDestination']>(number, (body, params) => call(api.POST('/orders/{number}/destination', { body, params })), onDone);

export const useChangeWish = (number: string, onDone: () => void) =>
  useAct<Schemas['ChangeWish']>(number, (body, params) => call(api.POST('/orders/{number}/wish', { body, params })), onDone);

/** The dealer itself and what belongs to it: where its cars can go. */
export function useDestinations(dealer: number) {
  return useQuery({
    queryKey: ['organisations', 'places', dealer],
    queryFn: async () => {
      const all = await call(api.GET('/organisations', { params: { query: { limit: 200 } } }));
      return all.items.filter((place) => place.id === dealer || place.parent_id === dealer);
    },
    staleTime: 30 * 60_000,
  });
}

export function useAtRisk() {
  return useQuery({ queryKey: ['orders', 'at-risk'], queryFn: () => call(api.GET('/orders/at-risk')) });
}

export function useAllocations(month?: string, enabled = true) {
  return useQuery({
    queryKey: ['allocations', month ?? 'now'],
    queryFn: () => call(api.GET('/allocations', { params: { query: { month } } })),
    enabled,
    placeholderData: (previous) => previous,
  });
}

export function useSetAllocation(onDone: () => void) {
  const client = useQueryClient();
  return useMutation<Schemas['AllocationList'], ApiProblem, Schemas['SetAllocation']>({
    mutationFn: (body) => call(api.PUT('/allocations', { body })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['allocations'] });
      void client.invalidateQueries({ queryKey: ['orders'] });
      onDone();
    },
  });
}

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import { usePages } from '@/lib/api/use_pages';
import type { Order, OrderState, Schemas } from '@/lib/api/types';

export const orderStates: OrderState[] = [
  'DRAFT', 'WAITING', 'ON_HOLD', 'ACCEPTED', 'RELEASED', 'SCHEDULED', 'IN_PRODUCTION', 'BUILT', 'IN_YARD', 'IN_TRANSIT', 'ARRIVED', 'DELIVERED', 'REFUSED', 'CANCELLED',
];

export const orderKey = (number: string) => ['order', number] as const;

export const orderQuery = (number: string) =>
  queryOptions({
    queryKey: orderKey(number),
    queryFn: () => call(api.GET('/orders/{number}', { params: { path: { number } } })),
  });

export const useOrder = (number: string) => useQuery(orderQuery(number));

type OrderFilter = { states?: OrderState[]; dealer?: number; customer?: number; salesperson?: number; model?: string; number?: string; held?: boolean; changed?: boolean; toSignOff?: boolean; limit?: number };

export function useOrders({ states, dealer, customer, salesperson, model, number, held, changed, toSignOff, limit = 50 }: OrderFilter, enabled = true) {
  return usePages(['orders', 'list', { states, dealer, customer, salesperson, model, number, held, changed, toSignOff, limit }], (cursor, signal) => {
    const query = { state: states, dealer_id: dealer, customer_id: customer, salesperson_id: salesperson, model, number, held: held ? ('true' as const) : undefined, changed: changed ? ('true' as const) : undefined, to_sign_off: toSignOff ? ('true' as const) : undefined, cursor, limit };
    return call(api.GET('/orders', { params: { query }, signal }));
  }, enabled);
}

export function usePipeline() {
  return useQuery({ queryKey: ['orders', 'pipeline'], queryFn: () => call(api.GET('/orders/pipeline')) });
}

export function useDealers(enabled: boolean) {
  return useQuery({
    queryKey: ['organisations', 'dealers'],
    queryFn: () => call(api.GET('/organisations', { params: { query: { kind: 'DEALER', limit: 200 } } })),
    // A dealer's further place takes its cars and has no orders of its own.
    select: (all) => ({ ...all, items: all.items.filter((one) => !all.items.some((other) => other.id === one.parent_id)) }),
    enabled,
    staleTime: 30 * 60_000,
  });
}

/** An act on an order: creates once, and leaves the order as the server now has it in view. */
function useOrderAct<Body>(number: string, send: (body: Body, key: string) => Promise<Order>, onDone: () => void) {
  const client = useQueryClient();
  return useCreate<Order, Body>(send, {
    onSuccess: (order) => {
      client.setQueryData(orderKey(number), order);
      void client.invalidateQueries({ queryKey: ['orders'] });
      onDone();
    },
  });
}

const target = (number: string, key: string) => ({ params: { path: { number }, header: { 'Idempotency-Key': key } } });

export const useChangeOrder = (number: string, onDone: () => void) =>
  useOrderAct<Schemas['ChangeOrder']>(number, (body, key) => call(api.POST('/orders/{number}/changes', { body, ...target(number, key) })), onDone);

export const useCancelOrder = (number: string, onDone: () => void) =>
  useOrderAct<Schemas['CancelOrder']>(number, (body, key) => call(api.POST('/orders/{number}/cancellation', { body, ...target(number, key) })), onDone);

export const useHandOver = (number: string, onDone: () => void) =>
  useOrderAct<Schemas['HandOver']>(number, (body, key) => call(api.POST('/orders/{number}/hand-over', { body, ...target(number, key) })), onDone);

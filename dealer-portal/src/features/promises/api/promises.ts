import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { Schemas } from '@/lib/api/types';
import { usePages } from '@/lib/api/use_pages';

export type OrderPromise = Schemas['Promise'];
export type PromiseEntry = Schemas['PromiseEntry'];
export type PromiseTask = Schemas['PromiseTask'];

// Under the keys of order and orders, so that whatever reads those anew reads these too.
const promiseKey = (number: string) => ['order', number, 'promise'] as const;
const tasksKey = ['orders', 'promise-tasks'] as const;

export function usePromise(number: string) {
  return useQuery({
    queryKey: promiseKey(number),
    queryFn: () => call(api.GET('/orders/{number}/promise', { params: { path: { number } } })),
    // Time alone moves an ETA.
    refetchInterval: 30_000,
  });
}

/** When a car could be here that nobody has ordered yet. */
export function useNewOrderEta(model: string, year: number, stock: boolean) {
  return useQuery({
    queryKey: ['new-order-eta', model, year, stock],
    queryFn: () => call(api.GET('/new-order-eta/{model}/{year}', { params: { path: { model, year }, query: { stock: stock ? 1 : 0 } } })),
    staleTime: 60_000,
    refetchInterval: 60_000,
  });
}

export function usePromiseTasks(mine: boolean) {
  return usePages(
    [...tasksKey, { mine }],
    (cursor, signal) => call(api.GET('/promise-tasks', { params: { query: { state: 'OPEN', mine: mine ? 1 : 0, cursor } }, signal })),
    true,
    60_000,
  );
}

export function usePromiseTask(id: number) {
  return useQuery({
    queryKey: [...tasksKey, id],
    queryFn: () => call(api.GET('/promise-tasks/{id}', { params: { path: { id } } })),
  });
}

/** The buyer's other open tasks: one call is enough for all of them. */
export function useSameBuyersTasks(id: number) {
  return useQuery({
    queryKey: [...tasksKey, id, 'same-buyer'],
    queryFn: () => call(api.GET('/promise-tasks/{id}/same-buyer', { params: { path: { id } } })),
  });
}

export function useCompleteTask(task: PromiseTask, onDone: () => void) {
  const client = useQueryClient();
  return useCreate<PromiseTask, Schemas['CompletePromiseTask']>(
    (body, key) => call(api.POST('/promise-tasks/{id}/completion', { body, params: { path: { id: task.id }, header: { 'Idempotency-Key': key } } })),
    {
      onSuccess: () => {
        void client.invalidateQueries({ queryKey: ['order', task.order_number] });
        void client.invalidateQueries({ queryKey: ['orders'] });
        onDone();
      },
    },
  );
}

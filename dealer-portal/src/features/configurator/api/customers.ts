import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { Customer, Schemas } from '@/lib/api/types';

export function useCustomers(q: string) {
  return useQuery({
    queryKey: ['customers', 'search', q],
    queryFn: ({ signal }) => call(api.GET('/customers', { params: { query: { q: q || undefined, limit: 8 } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function useCustomer(id: number | null) {
  return useQuery({
    queryKey: ['customers', id],
    queryFn: () => call(api.GET('/customers/{id}', { params: { path: { id: id ?? 0 } } })),
    enabled: id !== null,
  });
}

export function useCreateCustomer(onCreated: (customer: Customer) => void) {
  return useCreate(
    (body: Schemas['NewCustomer'], key) => call(api.POST('/customers', { body, params: { header: { 'Idempotency-Key': key } } })),
    { onSuccess: onCreated },
  );
}

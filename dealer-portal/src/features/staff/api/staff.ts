import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import { usePages } from '@/lib/api/use_pages';
import type { Schemas } from '@/lib/api/types';

export type Staff = Schemas['Staff'];
export type Holdings = Schemas['StaffHoldings'];
export type HandedOver = Schemas['HandedOverWork'];

export function useStaff(dealer?: number, active?: 'true' | 'false') {
  return usePages(['staff', 'list', { dealer, active }], (cursor, signal) =>
    call(api.GET('/staff', { params: { query: { organisation_id: dealer, active, cursor, limit: 100 } }, signal })),
  );
}

export const useStaffMember = (id: number) =>
  useQuery({ queryKey: ['staff', 'one', id], queryFn: () => call(api.GET('/staff/{id}', { params: { path: { id } } })) });

/** Who can take over from somebody: those of the same dealer who sell and are there. */
export function useSuccessors(leaver: Staff) {
  const colleagues = useQuery({
    queryKey: ['staff', 'successors', leaver.organisation_id],
    queryFn: () => call(api.GET('/staff', { params: { query: { organisation_id: leaver.organisation_id, active: 'true', limit: 200 } } })),
  });
  return (colleagues.data?.items ?? []).filter((person) => person.sells && person.id !== leaver.id);
}

function useStaffAct<Out, Body>(send: (body: Body, key: string) => Promise<Out>) {
  const client = useQueryClient();
  return useCreate<Out, Body>(send, {
    onSuccess: () => {
      for (const key of ['staff', 'orders', 'order', 'quotes', 'promise-tasks']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

export const useHandOverWork = (id: number) =>
  useStaffAct<HandedOver, Schemas['HandOverWork']>((body, key) =>
    call(api.POST('/staff/{id}/hand-over', { body, params: { path: { id }, header: { 'Idempotency-Key': key } } })),
  );

export const useReturnToWork = (id: number) =>
  useStaffAct<Staff, Schemas['Versioned']>((body, key) =>
    call(api.POST('/staff/{id}/return', { body, params: { path: { id }, header: { 'Idempotency-Key': key } } })),
  );

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { Schemas } from '@/lib/api/types';
import { usePages } from '@/lib/api/use_pages';

export type SetAsideRow = Schemas['SetAsidePage']['items'][number];
export type SetAside = Schemas['SetAside'];
export type SetAsideState = Schemas['SetAsideState'];
export const setAsideStates = ['OPEN', 'SENT_AGAIN', 'USED', 'DISMISSED'] as const satisfies readonly SetAsideState[];

type Filter = { state?: SetAsideState; reason?: string };

export function useSetAside(line: string, filter: Filter) {
  return usePages(['set-aside', line, filter], (cursor, signal) => call(api.GET('/lines/{line}/set-aside', { params: { path: { line }, query: { ...filter, cursor } }, signal })), line !== '');
}

/** Read again every moment while the message is on its way. */
export function useSetAsideMessage(line: string, id: number) {
  return useQuery({
    queryKey: ['set-aside-message', line, id],
    queryFn: () => call(api.GET('/lines/{line}/set-aside/{id}', { params: { path: { line, id } } })),
    enabled: line !== '',
    refetchInterval: (query) => (query.state.data?.state === 'SENT_AGAIN' ? 1500 : false),
  });
}

function useRefresh(line: string, id: number) {
  const client = useQueryClient();
  return (message: SetAside) => {
    client.setQueryData(['set-aside-message', line, id], message);
    for (const key of ['set-aside', 'attention']) void client.invalidateQueries({ queryKey: [key] });
  };
}

export function useSendAgain(line: string, id: number) {
  const onSuccess = useRefresh(line, id);
  return useCreate<SetAside, { version: number; text?: string }>(
    (body, key) => call(api.POST('/lines/{line}/set-aside/{id}/send-again', { body, params: { path: { line, id }, header: { 'Idempotency-Key': key } } })),
    { onSuccess },
  );
}

export function useDismiss(line: string, id: number) {
  const onSuccess = useRefresh(line, id);
  return useCreate<SetAside, { version: number; reason: string }>(
    (body, key) => call(api.POST('/lines/{line}/set-aside/{id}/dismiss', { body, params: { path: { line, id }, header: { 'Idempotency-Key': key } } })),
    { onSuccess },
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import type { ApiProblem } from '@/lib/api/problem';
import type { Me, Schemas } from '@/lib/api/types';
import { languageWasChosen, setLanguage } from '@/lib/i18n';
import { meQuery } from '@/lib/session';

/** Everybody's in a demonstration network, as its description says. */
export const demoPassword = 'marque-demo';

type Credentials = { sign_in_name: string; password: string };

export function useSignIn(onDone: (me: Me) => void) {
  const client = useQueryClient();
  return useMutation<Me, ApiProblem, Credentials>({
    mutationFn: (body) => call(api.POST('/sessions', { body })),
    onSuccess: async (me) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
      if (!languageWasChosen()) await setLanguage(me.locale, false);
      onDone(me);
    },
  });
}

/** The sign-ins of a demonstration network; elsewhere there are none to show. */
export function useDemoSignIns(): Schemas['DemoSignIns']['items'] {
  const { data } = useQuery({
    queryKey: ['demo-sign-ins'],
    queryFn: async () => {
      const { data: list, response } = await api.GET('/demo/sign-ins');
      return response.ok && list ? list.items : [];
    },
    retry: false,
    staleTime: Infinity,
  });
  return data ?? [];
}

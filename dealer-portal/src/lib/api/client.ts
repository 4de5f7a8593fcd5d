import createClient from 'openapi-fetch';
import type { paths } from '@/api/generated/schema';
import i18n from 'i18next';
import { noteContact } from '@/lib/live/contact';
import { ApiProblem } from './problem';
import type { Problem } from './types';

export const api = createClient<paths>({ baseUrl: '/api/v1', credentials: 'same-origin' });

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', i18n.language || 'zh-CN');
    return request;
  },
  onResponse() {
    noteContact(true);
  },
  onError() {
    noteContact(false);
    return new ApiProblem(0);
  },
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The body of a good answer; anything else is thrown as an ApiProblem. */
export async function call<T>(pending: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await pending;
  if (response.ok) return data as T;
  const body = error && typeof error === 'object' ? (error as Partial<Problem>) : {};
  throw new ApiProblem(response.status, body);
}

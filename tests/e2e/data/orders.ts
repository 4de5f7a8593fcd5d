import { randomUUID } from 'node:crypto';
import type { Browser } from '@playwright/test';
import { pageOf } from './session';

type OrderRead = { model: string; model_year: number; configurations: { state: string; lines: { code: string; included: boolean }[] }[] };

const dayMs = 86_400_000;

/** Cars for stock like the newest of the salesperson's dealer, ordered as the fleet's page would do it. */
export async function orderForStock(browser: Browser, person: string, cars: number) {
  const { request } = (await pageOf(browser, person, 'en')).context();
  const read = async <T>(path: string): Promise<T> => (await (await request.get(`/api/v1${path}`)).json()) as T;
  const { now } = await read<{ now: string }>('/clock');
  const { items } = await read<{ items: { number: string }[] }>('/orders?limit=1');
  const like = await read<OrderRead>(`/orders/${items[0].number}`);
  const features = like.configurations.find(({ state }) => state === 'CURRENT')!.lines.filter(({ included }) => !included).map(({ code }) => code);
  const answer = await request.post('/api/v1/fleet-orders', {
    headers: { 'Idempotency-Key': randomUUID() },
    data: {
      kind: 'STOCK',
      requested_date: new Date(Date.parse(now) + 60 * dayMs).toISOString().slice(0, 10),
      cars: [{ model: like.model, model_year: like.model_year, features, count: cars }],
    },
  });
  if (answer.status() !== 201) throw new Error(`${person} cannot order for stock: ${await answer.text()}`);
}

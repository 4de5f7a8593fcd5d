import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Allocation } from '../api/life';
import { AllocationPanel } from './allocation_panel';

const dealer = { id: 7, code: 'SH0101', name: { zh: '浦东店', en: 'Pudong' } };
const row = (change: Partial<Allocation>): Allocation => ({ dealer, month: '2026-11', model: null, model_year: null, model_name: null, quota: null, used: 0, waiting: 0, version: 0, carried: false, ...change });
const model = { code: 'MQ5', model_year: 2027, name: { zh: '明驰 5', en: 'Marque 5' }, body_style: 'SEDAN', price_from: '100000.00', currency: 'CNY' };

const server = vi.hoisted(() => ({ rows: [] as unknown[], models: [] as unknown[], sent: [] as unknown[] }));
vi.mock('@/lib/api/client', () => ({
  api: {
    GET: async (path: string, asked?: { params: { query: { month?: string } } }) =>
      path === '/catalog/models' ? { items: server.models } : { month: asked?.params.query.month ?? '2026-11', items: server.rows },
    PUT: async (_: string, { body }: { body: unknown }) => server.sent.push(body),
  },
  call: (pending: Promise<unknown>) => pending,
}));

beforeEach(() => {
  server.models = [model];
  server.sent = [];
});

function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['me'], { roles: ['REGIONAL_MANAGER'], organisation: dealer });
  render(<QueryClientProvider client={client}><MemoryRouter><AllocationPanel /></MemoryRouter></QueryClientProvider>);
}

async function choose(label: string, option: string) {
  await userEvent.click(within(await screen.findByRole('group', { name: 'New limit' })).getByRole('combobox', { name: label }));
  await userEvent.click(await screen.findByTitle(option));
}

describe('the region sets allocation', () => {
  it('adds a limit of one model beside those that are there', async () => {
    server.rows = [row({})];
    open();
    await choose('Dealer', 'Pudong');
    await choose('Models', 'Marque 5 2027');
    await userEvent.type(screen.getByRole('spinbutton', { name: 'Quota' }), '4');
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(server.sent).toEqual([{ dealer_id: 7, month: '2026-11', model: 'MQ5', model_year: 2027, quota: 4, version: 0 }]);
  });

  it('leaves a limit that is there to be set where it stands', async () => {
    server.rows = [row({ quota: 3, version: 2 })];
    open();
    await choose('Dealer', 'Pudong');
    await userEvent.type(screen.getByRole('spinbutton', { name: 'Quota' }), '4');
    expect(screen.getByRole('button', { name: 'Add' })).toHaveProperty('disabled', true);
    expect(screen.getByRole('status').textContent).toMatch(/already/);
  });

  it('lifts a limit after saying what that does', async () => {
    server.rows = [row({ quota: 3, used: 3, waiting: 2, version: 2 })];
    open();
    await userEvent.click(await screen.findByRole('button', { name: 'Lift the limit' }));
    await screen.findByText('Without a limit, orders that wait are accepted at once.');
    await userEvent.click(within(screen.getByRole('tooltip')).getByRole('button', { name: 'Lift the limit' }));
    expect(server.sent).toEqual([{ dealer_id: 7, month: '2026-11', version: 2, model: undefined, model_year: undefined, quota: undefined }]);
  });

  it('calls what a model of its own leaves over the other models, and only shows a month that is over', async () => {
    server.rows = [row({ quota: 9, version: 1 }), row({ model: 'MQ5', model_year: 2027, model_name: model.name, quota: 2, version: 1 })];
    open();
    expect(await screen.findByRole('cell', { name: 'All other models' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Month before' }));
    await screen.findByText('This month is over and can only be read.');
    expect(screen.queryByRole('spinbutton')).toBeNull();
  });
});

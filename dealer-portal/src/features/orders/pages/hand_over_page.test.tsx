import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Component } from './hand_over_page';

const server = vi.hoisted(() => ({ order: {} as unknown, sent: [] as unknown[] }));
vi.mock('@/lib/api/client', () => ({
  api: {
    GET: async () => server.order,
    POST: async (_: string, { body }: { body: unknown }) => {
      server.sent.push(body);
      return server.order;
    },
  },
  call: (pending: Promise<unknown>) => pending,
}));
vi.mock('../components/order_car', () => ({ OrderCar: () => null }));

const order = (asBuilt: string) => ({
  number: 'ORD-2026-0000001', version: 4, state: 'ARRIVED', actions: ['HAND_OVER'], vin: null,
  customer: { id: 3, name: '王伟', phone: '+8613800000000' }, as_built: { state: asBuilt, differences: 0, lines: [] },
});

async function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={['/orders/ORD-2026-0000001/hand-over']}>
        <Routes><Route path="/orders/:number/hand-over" element={<Component />} /><Route path="*" element={null} /></Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  await userEvent.type(await screen.findByLabelText('Odometer at hand-over'), '12');
}

const handOver = () => userEvent.click(screen.getByRole('button', { name: 'Hand over the car' }));

describe('the hand-over', () => {
  beforeEach(() => {
    server.sent = [];
  });

  it('of a car whose equipment the line never reported asks somebody to have looked', async () => {
    server.order = order('NOT_REPORTED');
    await open();
    await handOver();
    expect(server.sent).toEqual([]);
    expect(screen.getByRole('alert').textContent).toBe('Look at the car and tick the box first.');
    await userEvent.click(screen.getByRole('checkbox'));
    await handOver();
    expect(server.sent).toEqual([{ version: 4, odometer_km: 12, looked_myself: true }]);
  });

  it('of a car that was built as ordered asks nothing of the kind', async () => {
    server.order = order('SAME');
    await open();
    expect(screen.queryByRole('checkbox')).toBeNull();
    await handOver();
    expect(server.sent).toEqual([{ version: 4, odometer_km: 12 }]);
  });
});

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Order } from '@/lib/api/types';
import { WishForm } from './wish_form';

const server = vi.hoisted(() => ({ sent: [] as unknown[] }));
vi.mock('@/lib/api/client', () => ({
  api: {
    POST: async (_: string, { body }: { body: unknown }) => {
      server.sent.push(body);
      return {};
    },
  },
  call: (pending: Promise<unknown>) => pending,
}));

const order = { number: 'ORD-2026-0000001', version: 4, requested_date: '2030-06-01', note: '婚车' } as Order;

function open(onDone = () => undefined) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}><WishForm order={order} onDone={onDone} /></QueryClientProvider>);
}

const save = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save' });

describe('the wish of the buyer', () => {
  beforeEach(() => {
    server.sent = [];
  });

  it('is saved only when it is another one', () => {
    open();
    expect(save().disabled).toBe(true);
  });

  it('says nothing of the date when only the note was changed', async () => {
    const onDone = vi.fn();
    open(onDone);
    await userEvent.type(screen.getByLabelText('Note'), '，务必准时');
    await userEvent.click(save());
    expect(server.sent).toEqual([{ version: 4, note: '婚车，务必准时' }]);
    expect(onDone).toHaveBeenCalled();
  });
});

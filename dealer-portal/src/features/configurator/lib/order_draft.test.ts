import { describe, expect, it } from 'vitest';
import type { Order } from '@/lib/api/types';
import { draftOf } from './order_draft';

const line = (code: string, included = false) => ({ family: 'OPTION' as const, code, name: { zh: code, en: code }, amount: '0.00', included });
const version = (number: number, state: 'CURRENT' | 'REFUSED', codes: string[]) => ({
  version: number, state, price: '150000.00', requested_at: '2026-11-01T00:00:00Z', answered_at: null, refusal: null, lines: [...codes.map((code) => line(code)), line('BROUGHT', true)],
});

describe('an order that is ordered again', () => {
  it('begins with its car, its buyer and its note, and asks for another day', () => {
    const order = {
      model: 'VELA', model_year: 2027, kind: 'CUSTOMER', customer: { id: 7, name: '王伟', phone: '+8613800000000' }, note: '周末交车', requested_date: '2026-10-01',
      configurations: [version(1, 'CURRENT', ['T1', 'C1']), version(2, 'REFUSED', ['T1', 'C2'])],
    } as unknown as Order;
    expect(draftOf(order)).toEqual({ model: 'VELA', modelYear: 2027, features: ['T1', 'C1'], kind: 'CUSTOMER', customerId: 7, requestedDate: null, note: '周末交车' });
  });
});

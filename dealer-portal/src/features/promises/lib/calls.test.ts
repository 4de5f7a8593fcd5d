import { describe, expect, it } from 'vitest';
import type { PromiseTask } from '../api/promises';
import { callsOf } from './calls';

const task = (id: number, customer: number | null, dealer = 1) => ({ id, customer_id: customer, dealer: { id: dealer } }) as PromiseTask;

describe('calls to make', () => {
  it('are one for all cars of a buyer with a dealer, where the first of them stands', () => {
    const calls = callsOf([task(9, 5), task(8, 6), task(7, 5), task(6, 5, 2)]);
    expect(calls.map(({ task: { id }, more }) => [id, more])).toEqual([[9, 1], [8, 0], [6, 0]]);
  });
  it('are one for each car without a buyer', () => {
    expect(callsOf([task(2, null), task(1, null)])).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import type { FeedEvent, Order, OrderSummary } from '@/lib/api/types';
import { patchOrder, patchRow } from './patches';

const order = {
  number: 'SH0101-000001',
  build_id: 'B26-000001',
  state: 'IN_PRODUCTION',
  build: { last_seq: 4, state: 'RUNNING', station: 'BO-0110', station_state: 'RUNNING', station_since: null, pass_no: 1, hold_reason: null },
  build_events: [],
} as unknown as Order;
const at = '2026-11-21T10:00:00Z';
const moved: FeedEvent = { kind: 'STATION', at, order_number: 'SH0101-000001', build_id: 'B26-000001', seq: 5, station: 'BO-0120', station_state: 'RUNNING', pass_no: 1 };

describe('an event of the line', () => {
  it('moves the car and is added to the log', () => {
    const after = patchOrder(order, moved);
    expect(after.build?.station).toBe('BO-0120');
    expect(after.build_events.map((event) => event.seq)).toEqual([5]);
  });

  it('that comes twice, or late, changes nothing', () => {
    const once = patchOrder(order, moved);
    expect(patchOrder(once, moved)).toEqual(once);
    expect(patchOrder(once, { ...moved, seq: 3, station: 'PR-0010' }).build?.station).toBe('BO-0120');
  });

  it('holds the car with its reason, and the next one lets it go', () => {
    const held = patchOrder(order, { ...moved, station_state: 'HELD', hold_reason: 'PART_SHORTAGE' });
    expect(held.build).toMatchObject({ state: 'HELD', hold_reason: 'PART_SHORTAGE' });
    expect(patchOrder(held, { ...moved, seq: 6 }).build).toMatchObject({ state: 'RUNNING', hold_reason: null });
  });

  it('touches only its own row of a list', () => {
    const row = { number: 'SH0101-000001', build_id: 'B26-000001', station: null, held: false, state: 'SCHEDULED' } as unknown as OrderSummary;
    expect(patchRow(row, { ...moved, state: 'IN_PRODUCTION' })).toMatchObject({ station: 'BO-0120', state: 'IN_PRODUCTION' });
    const other = { ...row, number: 'SH0101-000002', build_id: null };
    expect(patchRow(other, moved)).toBe(other);
  });
});

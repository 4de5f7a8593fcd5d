import { describe, expect, it } from 'vitest';
import type { SequenceCar } from '../api/sequence';
import { promiseAtRisk, stepFrom, windowMarks, zonesOf } from './marks';

const car = (position: number, zone: SequenceCar['zone'], more: Partial<SequenceCar> = {}) => ({ position, zone, build_id: `B${position}`, promised_date: null, eta: null, ...more }) as SequenceCar;
const cars = [car(1, 'STARTED'), car(2, 'FROZEN'), car(3, 'FREE'), car(4, 'FREE')];

describe('the sequence board', () => {
  it('marks every car of a violated window, overlapping ones once', () => {
    const marks = windowMarks([{ ratio: 'SUN', first: 2, last: 3, cars: 2 }, { ratio: 'SUN', first: 3, last: 4, cars: 2 }]);
    expect([...(marks.get('SUN') ?? [])]).toEqual([2, 3, 4]);
  });

  it('keeps the frozen cars apart from those that may still move', () => {
    expect(zonesOf(cars).map(({ zone, cars: own }) => [zone, own.length])).toEqual([['STARTED', 1], ['FROZEN', 1], ['FREE', 2]]);
  });

  it('steps through the cars that wait and stops at both ends', () => {
    expect(stepFrom(cars, null, 1)).toBe('B2');
    expect(stepFrom(cars, 'B2', 1)).toBe('B3');
    expect(stepFrom(cars, 'B4', 1)).toBe('B4');
    expect(stepFrom(cars, 'B2', -1)).toBe('B2');
    expect(stepFrom([], 'B2', 1)).toBeNull();
  });

  it('sees a promise at risk when the late forecast lies behind it', () => {
    const eta = { p50_at: '2026-12-01T00:00:00Z', p90_at: '2026-12-04T17:00:00Z' };
    expect(promiseAtRisk(car(1, 'FREE', { promised_date: '2026-12-04', eta }), 'Asia/Shanghai')).toBe(true);
    expect(promiseAtRisk(car(1, 'FREE', { promised_date: '2026-12-05', eta }), 'Asia/Shanghai')).toBe(false);
    expect(promiseAtRisk(car(1, 'FREE', { eta }), 'Asia/Shanghai')).toBe(false);
  });
});

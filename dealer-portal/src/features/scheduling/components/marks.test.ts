import { describe, expect, it } from 'vitest';
import { joined, type Sequence, type SequenceCar } from '../api/sequence';
import { batchesOf, carOf, placesOf, promiseAtRisk, stepFrom, stretches, windowMarks, zonesOf } from './marks';

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

  it('names a stretch of windows once, from its first place to its last', () => {
    const windows = [{ ratio: 'SUN', first: 5, last: 6, cars: 2 }, { ratio: 'SUN', first: 3, last: 4, cars: 2 }, { ratio: 'HYB', first: 5, last: 7, cars: 2 }, { ratio: 'SUN', first: 9, last: 10, cars: 2 }];
    expect(stretches(windows)).toEqual([{ ratio: 'HYB', first: 5, last: 7 }, { ratio: 'SUN', first: 3, last: 6 }, { ratio: 'SUN', first: 9, last: 10 }]);
  });

  it('counts a paint batch at its first car', () => {
    const painted = ['RED', 'RED', 'BLUE', 'RED'].map((code, at) => car(at + 1, 'FREE', { colour: { code, name: { zh: code, en: code }, swatch: null } }));
    expect(batchesOf(painted)).toEqual([2, 0, 1, 1]);
    expect(batchesOf([])).toEqual([]);
  });

  it('lets a car move from the next place to the last one, and nowhere where none waits', () => {
    const totals = { cars: 40 } as Sequence['totals'];
    expect(placesOf({ items: cars, totals } as Sequence)).toEqual({ first: 2, last: 41 });
    expect(placesOf({ items: [car(1, 'STARTED')], totals } as Sequence)).toBeNull();
  });

  it('finds a waiting car by its build ID, its order or the end of either', () => {
    const numbered = [car(1, 'STARTED', { build_id: '26B0000001', order_number: 'ORD-2026-0000011' }), car(2, 'FREE', { build_id: '26B0000002', order_number: 'ORD-2026-0000012' })];
    expect(carOf(numbered, ' 26b0000002 ')?.position).toBe(2);
    expect(carOf(numbered, 'ord-2026-0000012')?.position).toBe(2);
    expect(carOf(numbered, '0012')?.position).toBe(2);
    expect(carOf(numbered, '2')).toBeUndefined();
    expect(carOf(numbered, '26B0000001')).toBeUndefined();
  });

  it('joins the pages, a car that moved from one to the next standing once', () => {
    const page = (version: number, items: SequenceCar[], next: string | null) => ({ version, items, next }) as Sequence;
    const whole = joined({ pages: [page(3, cars.slice(0, 3), '3'), page(4, cars.slice(2), null)] });
    expect(whole.version).toBe(4);
    expect(whole.next).toBeNull();
    expect(whole.items.map((one) => one.position)).toEqual([1, 2, 3, 4]);
  });
});

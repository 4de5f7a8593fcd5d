import { dayAt } from '@/lib/format';
import type { Sequence, SequenceCar } from '../api/sequence';

/** A colour a ratio, told apart on both grounds; the code stands beside it wherever it matters. */
const colours = ['#2f7de1', '#b4602a', '#3c9a5f', '#8a57c9', '#c2417c', '#5c7f8f', '#a58a14', '#4757c4'];
export const ratioColour = (index: number) => colours[index % colours.length]!;

export type WindowMarks = Map<string, Set<number>>;

/** The positions that lie in a violated window, by ratio. */
export function windowMarks(windows: Sequence['windows']): WindowMarks {
  const marks: WindowMarks = new Map();
  for (const window of windows) {
    const positions = marks.get(window.ratio) ?? new Set<number>();
    for (let position = window.first; position <= window.last; position += 1) positions.add(position);
    marks.set(window.ratio, positions);
  }
  return marks;
}

export type Zone = { zone: SequenceCar['zone']; cars: SequenceCar[] };

export function zonesOf(cars: SequenceCar[]): Zone[] {
  const zones: Zone[] = [];
  for (const car of cars) {
    const last = zones[zones.length - 1];
    if (last?.zone === car.zone) last.cars.push(car);
    else zones.push({ zone: car.zone, cars: [car] });
  }
  return zones;
}

/** The promise is at risk when the late forecast lies behind it, in the days of the plant. */
export const promiseAtRisk = (car: SequenceCar, zone: string) => Boolean(car.promised_date && car.eta && dayAt(car.eta.p90_at, zone) > car.promised_date);

/** The car that stands `by` places on; the first one when none is chosen. */
export function stepFrom(cars: SequenceCar[], chosen: string | null, by: number): string | null {
  const waiting = cars.filter((car) => car.zone !== 'STARTED');
  const at = waiting.findIndex((car) => car.build_id === chosen);
  const next = at < 0 ? 0 : Math.min(waiting.length - 1, Math.max(0, at + by));
  return waiting[next]?.build_id ?? null;
}

/** Windows of a ratio that overlap or touch, as one stretch of places each. */
export function stretches(windows: Sequence['windows']): { ratio: string; first: number; last: number }[] {
  const found: { ratio: string; first: number; last: number }[] = [];
  for (const { ratio, first, last } of [...windows].sort((a, b) => a.ratio.localeCompare(b.ratio) || a.first - b.first)) {
    const before = found[found.length - 1];
    if (before?.ratio === ratio && first <= before.last + 1) before.last = Math.max(before.last, last);
    else found.push({ ratio, first, last });
  }
  return found;
}

/** How many cars of one colour stand in a row from this one on; 0 for one that is not the first of them. */
export function batchesOf(cars: SequenceCar[]): number[] {
  const sizes = cars.map(() => 0);
  let first = 0;
  cars.forEach((car, at) => {
    if (at > 0 && car.colour.code !== cars[first]!.colour.code) first = at;
    sizes[first]! += 1;
  });
  return sizes;
}

/** The places that a car can be moved to: none where no car waits. */
export function placesOf(sequence: Sequence): { first: number; last: number } | null {
  const next = sequence.items.find((car) => car.zone !== 'STARTED');
  return next ? { first: next.position, last: next.position + Math.max(1, sequence.totals.cars) - 1 } : null;
}

/** A car by its build ID or its order's number, in any case, or by the end of it. */
export function carOf(cars: SequenceCar[], text: string): SequenceCar | undefined {
  const wanted = text.trim().toUpperCase();
  const waiting = cars.filter((car) => car.zone !== 'STARTED');
  return waiting.find((car) => car.build_id === wanted || car.order_number === wanted) ?? waiting.find((car) => wanted.length >= 3 && (car.build_id.endsWith(wanted) || car.order_number.endsWith(wanted)));
}

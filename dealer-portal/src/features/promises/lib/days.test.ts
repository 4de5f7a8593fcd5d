import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, scaleOf } from './days';

describe('a day', () => {
  it('is counted across months', () => {
    expect(daysBetween('2026-11-28', '2026-12-02')).toBe(4);
    expect(daysBetween('2026-12-02', '2026-11-28')).toBe(-4);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});

describe('the bar of dates', () => {
  it('ends with the last of them', () => {
    expect(scaleOf('2026-11-20', '2026-11-25', '2026-11-28', '2026-11-30')).toEqual({ p50: 50, p90: 80, promised: 100 });
    expect(scaleOf('2026-11-20', '2026-11-25', '2026-11-30', '2026-11-24')).toEqual({ p50: 50, p90: 100, promised: 40 });
  });

  it('holds a promise that is past, and a car that comes today', () => {
    expect(scaleOf('2026-11-20', '2026-11-20', '2026-11-20', '2026-11-18')).toEqual({ p50: 0, p90: 0, promised: 0 });
    expect(scaleOf('2026-11-20', '2026-11-20', '2026-11-21', null)).toEqual({ p50: 0, p90: 100, promised: null });
  });
});

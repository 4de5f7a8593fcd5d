import { describe, expect, test } from 'vitest';
import { isLocked } from '@/features/configurator';
import type { ChangeWindow } from '../api/life';
import { changeLimits } from './change_limits';

const now = Date.parse('2026-11-22T08:00:00Z');
const place = (code: string) => ({ code, name: { zh: code, en: code } });
const window = (group: ChangeWindow['group'], more: Partial<ChangeWindow> = {}): ChangeWindow => ({
  group, open: true, reason: null, station: place('S1'), stations_left: 1, closes_at: null, basis: 'UNKNOWN', closings: [], ...more,
});
const closing = (station: string, code: string, closes_at: string | null, open = true) => ({ station: place(station), features: [place(code)], open, stations_left: 1, closes_at });
const words = { closed: () => 'closed', closedAt: (station: ChangeWindow['station']) => `closed at ${station?.code ?? ''}`, left: (ms: number) => `${ms / 60_000} left` };
const limits = (windows: ChangeWindow[], had: string[] = []) => changeLimits(windows, had, now, words);

describe('changeLimits', () => {
  test('says where a group has closed, and nothing of one with time', () => {
    const { families } = limits([window('COLOUR', { open: false, reason: 'PASSED', station: place('PAINT') }), window('INTERIOR', { closes_at: '2026-11-22T12:00:00Z' })]);
    expect(families.EXTERIOR_COLOUR).toEqual({ closed: true, text: 'closed at PAINT' });
    expect(families.INTERIOR_TRIM).toBeUndefined();
  });

  test('tells each option its own time', () => {
    const closings = [closing('S1', 'ROOF', null, false), closing('S2', 'SEAT', '2026-11-22T08:12:00Z'), closing('S3', 'MAT', '2026-11-22T12:00:00Z')];
    const { families, features } = limits([window('OPTIONS', { closings })]);
    expect(families.OPTION).toBeUndefined();
    expect(features.ROOF).toEqual({ closed: true, text: 'closed at S1' });
    expect(features.SEAT).toEqual({ closed: false, text: '12 left' });
    expect(features.MAT).toBeUndefined();
  });

  test('what closed while it was being changed can be put back as it was, and nothing else', () => {
    const closed = limits([window('COLOUR', { open: false, reason: 'PASSED' }), window('OPTIONS', { closings: [closing('S1', 'ROOF', null, false), closing('S1', 'SEAT', null, false)] })], ['RED', 'SEAT']);
    expect(isLocked(closed, { family: 'EXTERIOR_COLOUR', code: 'BLUE' }, false)).toBe(true);
    expect(isLocked(closed, { family: 'EXTERIOR_COLOUR', code: 'RED' }, false)).toBe(false);
    expect(isLocked(closed, { family: 'EXTERIOR_COLOUR', code: 'RED' }, true)).toBe(true);
    expect(isLocked(closed, { family: 'OPTION', code: 'ROOF' }, false)).toBe(true);
    expect(isLocked(closed, { family: 'OPTION', code: 'ROOF' }, true)).toBe(false);
    expect(isLocked(closed, { family: 'OPTION', code: 'SEAT' }, true)).toBe(true);
    expect(isLocked(undefined, { family: 'OPTION', code: 'SEAT' }, true)).toBe(false);
  });
});

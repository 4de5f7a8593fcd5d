import { describe, expect, it } from 'vitest';
import { dayAt, formatDay, formatMoney, formatPhone, formatRelative, instantAt, wallAt } from './format';
import { fromCents, times, toCents } from './money';

describe('times', () => {
  const noon = '2026-11-21T04:00:00.000Z';

  it('are told in the zone of the place', () => {
    expect(dayAt(Date.parse('2026-11-21T17:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-22');
    expect(wallAt(Date.parse(noon), 'Asia/Shanghai')).toBe('2026-11-21T12:00');
  });

  it('go back to the same instant, also where clocks change', () => {
    expect(instantAt('2026-11-21T12:00', 'Asia/Shanghai')).toBe(noon);
    expect(instantAt('2026-03-29T03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('are relative for a week, then a day', () => {
    const now = Date.parse(noon);
    expect(formatRelative('en', '2026-11-21T03:57:00Z', now, 'Asia/Shanghai')).toBe('3 minutes ago');
    expect(formatRelative('zh-CN', '2026-11-20T04:00:00Z', now, 'Asia/Shanghai')).toBe('昨天');
    expect(formatRelative('en', '2026-10-01T04:00:00Z', now, 'Asia/Shanghai')).toBe('Oct 1');
  });

  it('of another year carry the year', () => {
    expect(formatDay('zh-CN', '2025-03-04', 2026)).toBe('2025/3/4');
  });
});

describe('phone numbers', () => {
  it('are read in groups, and dialled as they are', () => {
    expect(formatPhone('+8613917000101')).toBe('+86 139 1700 0101');
    expect(formatPhone('+862158001234')).toBe('+862158001234');
  });
});

describe('money', () => {
  it('is never a float', () => {
    expect(fromCents(toCents('0.10') + toCents('0.20'))).toBe('0.30');
    expect(toCents('-12.5')).toBe(-1250);
    expect(times('0.33', '220.00')).toBe(7260);
  });

  it('shows hundredths only where there are any', () => {
    expect(formatMoney('zh-CN', '149800.00', 'CNY')).toBe('¥149,800');
    expect(formatMoney('en', '149800.50', 'CNY')).toBe('¥149,800.50');
    expect(formatMoney('en', '8000.00', 'CNY', true)).toBe('+¥8,000');
  });
});

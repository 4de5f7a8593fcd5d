import { describe, expect, it } from 'vitest';
import { toLocal, toMoment } from './moment_field';

describe('a moment in the zone of the plant', () => {
  it('is written as the clock there shows it', () => {
    expect(toLocal(new Date('2026-11-22T16:30:00Z'), 'Asia/Shanghai')).toBe('2026-11-23T00:30');
  });

  it('is read back as the same moment', () => {
    expect(toMoment('2026-11-23T00:30', 'Asia/Shanghai')).toBe('2026-11-22T16:30:00.000Z');
    expect(toMoment('2026-03-29T04:30', 'Europe/Berlin')).toBe('2026-03-29T02:30:00.000Z');
  });

  it('is nothing where nothing was typed', () => {
    expect(toMoment('', 'Asia/Shanghai')).toBeUndefined();
  });
});

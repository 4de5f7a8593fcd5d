import { describe, expect, it } from 'vitest';
import { most, priceAfter, shareOf, standing } from './terms';

const limits = { percent: '3.00', highest_percent: '8.00' };

describe('a discount', () => {
  it('is within the limit up to its last hundredth', () => {
    expect(most('167000.00', '3.00')).toBe('5010.00');
    expect(standing('', '167000.00', limits)).toBe('within');
    expect(standing('5010', '167000.00', limits)).toBe('within');
    expect(standing('5010.01', '167000.00', limits)).toBe('approval');
    expect(standing('13360.00', '167000.00', limits)).toBe('approval');
    expect(standing('13360.01', '167000.00', limits)).toBe('impossible');
  });

  it('that is no amount is said to be none', () => {
    for (const text of ['-1', '1,000', '1.234', 'abc']) expect(standing(text, '167000.00', limits)).toBe('unreadable');
  });

  it('comes off the list price', () => {
    expect(priceAfter('167000.00', '5000.5')).toBe('161999.50');
    expect(priceAfter('167000.00', '')).toBe('167000.00');
    expect(shareOf('5000.00', '167000.00')).toBe('2.99');
  });
});

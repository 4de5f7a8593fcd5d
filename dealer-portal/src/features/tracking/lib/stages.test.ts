import { describe, expect, it } from 'vitest';
import type { BuyerPage } from '../api/tracking';
import { readOut } from './phone';
import { daysTo, stepsOf } from './stages';

const page: BuyerPage = {
  model_name: { zh: '甲', en: 'A' },
  model_year: 2026,
  body_style: 'SUV',
  colour: null,
  stage: 'PAINT',
  ending: null,
  today: '2026-11-21',
  promised_on: null,
  steps: [{ stage: 'ORDERED', reached_on: '2026-11-01' }, { stage: 'PAINT', reached_on: '2026-11-20' }],
  dealer: { name: { zh: '店', en: 'D' }, city: { zh: '上海', en: 'Shanghai' }, phone: '' },
};

describe('the way of the car', () => {
  it('has what is behind, where it is and what is ahead', () => {
    expect(stepsOf(page).map((step) => step.standing)).toEqual(['done', 'done', 'done', 'now', 'ahead', 'ahead', 'ahead', 'ahead']);
    expect(stepsOf(page)[0]?.day).toBe('2026-11-01');
    expect(stepsOf(page)[1]?.day).toBeNull();
  });

  it('is done once the car is the buyer’s', () => {
    expect(stepsOf({ ...page, stage: 'AT_DEALER', ending: 'DELIVERED' }).every((step) => step.standing === 'done')).toBe(true);
  });

  it('counts the days to the promise', () => {
    expect(daysTo('2026-12-02', '2026-11-28')).toBe(4);
    expect(daysTo('2026-11-28', '2026-12-02')).toBe(-4);
  });
});

describe('a dealer’s number', () => {
  it('is read in groups, whatever kind it is', () => {
    expect(readOut('+862155500101')).toBe('+86 21 5550 0101');
    expect(readOut('+864008000101')).toBe('+86 400 800 0101');
    expect(readOut('+8613917000101')).toBe('+86 139 1700 0101');
  });
});

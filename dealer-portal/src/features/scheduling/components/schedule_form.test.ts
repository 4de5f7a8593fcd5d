import { describe, expect, it } from 'vitest';
import type { Schedule } from '../api/sequence';
import { draftOf, readFeatures, scheduleOf, timeOf, writeFeatures } from './schedule_form';

const schedule: Schedule = {
  takt_ms: 60_000, working_days: [1, 2, 3, 4, 5], working_from: '08:00', working_until: '20:00', slot_cars: 10, dealer_cars: 0, frozen_cars: 6, paint_batch: 5, lead_days: 7, version: 3,
  ratios: [{ code: 'HYBRID', name: { zh: '混合动力', en: 'Hybrid' }, most: 1, window: 3, features: [{ family: 'ENGINE', code: 'LHP' }, { family: 'ENGINE', code: 'LXH' }] }],
};

describe('the settings of a line', () => {
  it('come back from the form as they went into it', () => {
    expect(scheduleOf(draftOf(schedule))).toEqual(schedule);
  });

  it('read features as a planner types them', () => {
    expect(readFeatures('option:CF5，ENGINE：LHP')).toEqual([{ family: 'OPTION', code: 'CF5' }, { family: 'ENGINE', code: 'LHP' }]);
    expect(writeFeatures([{ family: 'TRIM', code: '1SC' }])).toBe('TRIM:1SC');
  });

  it('are not sent while a feature cannot be read', () => {
    for (const text of ['', 'CF5', 'ROOF:CF5', 'OPTION:']) expect(readFeatures(text)).toBeNull();
    const draft = draftOf(schedule);
    draft.ratios[0]!.features = 'CF5';
    expect(scheduleOf(draft)).toBeNull();
  });

  it('read times of day as a planner types them, and are not sent while one is none', () => {
    expect(['830', '8:30', ' 08：30 ', '1630'].map(timeOf)).toEqual(['08:30', '08:30', '08:30', '16:30']);
    expect(timeOf('25:00')).toBe('25:00');
    expect(scheduleOf({ ...draftOf(schedule), working_until: '25:00' })).toBeNull();
  });
});

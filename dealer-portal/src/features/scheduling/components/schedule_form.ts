import type { Ratio, Schedule } from '../api/sequence';

const families = ['TRIM', 'ENGINE', 'EXTERIOR_COLOUR', 'INTERIOR_TRIM', 'OPTION'] as const;
type Feature = Ratio['features'][number];

export const writeFeatures = (features: Feature[]): string => features.map(({ family, code }) => `${family}:${code}`).join(', ');

/** "OPTION:CF5, ENGINE:LHP" as features; null when it cannot be read so. */
export function readFeatures(text: string): Feature[] | null {
  const parts = text.split(/[,，;；\s]+/).filter(Boolean);
  const features = parts.map((part) => {
    const [family = '', code = ''] = part.split(/[:：]/);
    const known = families.find((one) => one === family.toUpperCase());
    return known && code ? { family: known, code } : null;
  });
  return features.length > 0 && features.every((feature) => feature !== null) ? (features as Feature[]) : null;
}

export type RatioDraft = Omit<Ratio, 'features'> & { key: number; features: string };
export type ScheduleDraft = Omit<Schedule, 'ratios'> & { ratios: RatioDraft[] };

export const draftOf = (schedule: Schedule): ScheduleDraft => ({
  ...schedule,
  ratios: schedule.ratios.map((ratio, key) => ({ ...ratio, key, features: writeFeatures(ratio.features) })),
});

export const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** "830", "8:30" and "8：30" as 08:30; what is no time of day stays as it was typed. */
export function timeOf(text: string): string {
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2}?)\s*[:：.]?\s*(\d{2})\s*$/.exec(text) ?? [];
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  return isTime(time) ? time : text;
}

/** What is sent; null while a time or a ratio's features cannot be read. */
export function scheduleOf(draft: ScheduleDraft): Schedule | null {
  if (!isTime(draft.working_from) || !isTime(draft.working_until)) return null;
  const ratios: Ratio[] = [];
  for (const { code, name, most, window, features } of draft.ratios) {
    const read = readFeatures(features);
    if (!read) return null;
    ratios.push({ code, name, most, window, features: read });
  }
  return { ...draft, ratios };
}

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

/** What is sent; null while a ratio's features cannot be read. */
export function scheduleOf(draft: ScheduleDraft): Schedule | null {
  const ratios: Ratio[] = [];
  for (const { code, name, most, window, features } of draft.ratios) {
    const read = readFeatures(features);
    if (!read) return null;
    ratios.push({ code, name, most, window, features: read });
  }
  return { ...draft, ratios };
}

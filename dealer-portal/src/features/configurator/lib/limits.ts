import type { Feature, FeatureFamily } from '../api/catalog';
import { isSingle } from './selection';

/** Why something can no longer be chosen, or how long it still can. */
export type Limit = { closed: boolean; text: string };

/** Of an order that is changed: `had` is what it has. */
export type Limits = { had: string[]; families: Partial<Record<FeatureFamily, Limit>>; features: Record<string, Limit | undefined> };

type Choice = Pick<Feature, 'family' | 'code'>;

export const limitOf = (limits: Limits | undefined, { family, code }: Choice): Limit | undefined => limits?.features[code] ?? limits?.families[family];

/** What has closed stays as the order has it, and can be put back to that. */
export function isLocked(limits: Limits | undefined, choice: Choice, checked: boolean): boolean {
  if (!limits || !limitOf(limits, choice)?.closed) return false;
  const had = limits.had.includes(choice.code);
  return isSingle(choice.family) ? !had || checked : had === checked;
}

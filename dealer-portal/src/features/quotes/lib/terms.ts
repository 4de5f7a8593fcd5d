import { fromCents, toCents } from '@/lib/money';

/** What a salesperson decides beside the car: as typed. */
export type Terms = { discount: string; validUntil: string | null; note: string };

export const blankTerms: Terms = { discount: '', validUntil: null, note: '' };

/** The share of the list price, rounded down as the server does. */
export const most = (listPrice: string, percent: string): string => fromCents(Math.floor((toCents(listPrice) * toCents(percent)) / 10_000));

export type Standing = 'unreadable' | 'within' | 'approval' | 'impossible';

/** How a discount stands to the limits; an empty one is none. */
export function standing(discount: string, listPrice: string, limits: { percent: string; highest_percent: string }): Standing {
  if (!isAmount(discount)) return 'unreadable';
  const cents = toCents(discount || '0');
  if (cents > toCents(most(listPrice, limits.highest_percent))) return 'impossible';
  return cents > toCents(most(listPrice, limits.percent)) ? 'approval' : 'within';
}

export const isAmount = (text: string): boolean => text === '' || /^\d{1,9}(\.\d{1,2})?$/.test(text);

export const priceAfter = (listPrice: string, discount: string): string => fromCents(toCents(listPrice) - toCents(isAmount(discount) ? discount || '0' : '0'));

/** "3.00" as people write it: 3. */
export const plainPercent = (percent: string): string => String(Number(percent));

/** What share of the list price was given, to a hundredth of a per cent. */
export const shareOf = (discount: string, listPrice: string): string => {
  const list = toCents(listPrice);
  return list === 0 ? '0' : plainPercent((Math.round((toCents(discount) * 10_000) / list) / 100).toFixed(2));
};

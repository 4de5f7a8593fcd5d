/** From here on the time left is a warning. */
export const closingSoonMs = 60 * 60_000;

type Words = (key: 'days' | 'hours' | 'minutes' | 'seconds', values: { count: number }) => string;

/** "3 hours 20 minutes", never finer than what an estimate can say. */
export function timeLeft(ms: number, t: Words): string {
  if (ms < 90_000) return t('seconds', { count: Math.max(1, Math.round(ms / 1000)) });
  const minutes = Math.round(ms / 60_000);
  if (minutes >= 48 * 60) return t('days', { count: Math.floor(minutes / 1440) });
  if (minutes >= 60) return [t('hours', { count: Math.floor(minutes / 60) }), minutes % 60 > 0 && t('minutes', { count: minutes % 60 })].filter(Boolean).join(' ');
  return t('minutes', { count: minutes });
}

import type { Language } from './i18n';

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function number(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${language}${JSON.stringify(options)}`;
  if (!cache.has(key)) cache.set(key, new Intl.NumberFormat(language, options));
  return cache.get(key) as Intl.NumberFormat;
}

function dateTime(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${language}${JSON.stringify(options)}`;
  if (!cache.has(key)) cache.set(key, new Intl.DateTimeFormat(language, options));
  return cache.get(key) as Intl.DateTimeFormat;
}

export function formatMoney(language: Language, amount: string, currency: string, sign = false): string {
  const whole = /^-?\d+(\.0+)?$/.test(amount);
  return number(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: 2,
    signDisplay: sign ? 'exceptZero' : 'auto',
  }).format(Number(amount));
}

export const formatCount = (language: Language, value: number) => number(language, {}).format(value);

export const formatKm = (language: Language, km: number) => `${number(language, { maximumFractionDigits: 0 }).format(km)} ${language === 'en' ? 'km' : '公里'}`;

/** +8613917000101 → +86 139 1700 0101; numbers of other shapes stay as they are. */
export const formatPhone = (phone: string) => phone.replace(/^(\+86)(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3 $4');

/** A calendar day (YYYY-MM-DD) has no zone. */
export function formatDay(language: Language, day: string, thisYear: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const options: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', timeZone: 'UTC' };
  if (year !== thisYear) {
    options.year = 'numeric';
    if (language !== 'en') options.month = 'numeric';
  }
  return dateTime(language, options).format(Date.UTC(year, month - 1, date));
}

/** YYYY-MM → 2026年11月, November 2026 */
export const formatMonth = (language: Language, month: string) => dateTime(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(`${month}-01`));

export function formatExact(language: Language, at: string, timeZone: string, seconds = false): string {
  return dateTime(language, {
    timeZone,
    year: 'numeric',
    month: language === 'en' ? 'short' : '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    hourCycle: 'h23',
  }).format(Date.parse(at));
}

/** GMT+8 */
export function zoneName(at: string, timeZone: string): string {
  const parts = dateTime('en', { timeZone, timeZoneName: 'short' }).formatToParts(Date.parse(at));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

export function formatClock(language: Language, at: number, timeZone?: string): string {
  return dateTime(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** The calendar day of an instant at a place, YYYY-MM-DD. */
export function dayAt(at: string | number, timeZone: string): string {
  return dateTime('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(new Date(at))
    .replace(/(\d+)\/(\d+)\/(\d+)/, '$3-$1-$2');
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "3 minutes ago" up to a week, then the day. */
export function formatRelative(language: Language, at: string, now: number, timeZone: string): string {
  const difference = Date.parse(at) - now;
  const distance = Math.abs(difference);
  if (distance > 7 * 86_400_000) {
    return formatDay(language, dayAt(at, timeZone), Number(dayAt(now, timeZone).slice(0, 4)));
  }
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, size] of steps) {
    if (distance >= size) return relative.format(Math.trunc(difference / size), unit);
  }
  return language === 'en' ? 'just now' : '刚刚';
}

/** The instant of a wall-clock time (YYYY-MM-DDTHH:MM) at a place. */
export function instantAt(wall: string, timeZone: string): string {
  const asUtc = Date.parse(`${wall}:00Z`);
  const shown = (at: number) => {
    const parts = dateTime('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at);
    const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '00';
    return Date.parse(`${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00Z`);
  };
  const first = asUtc - (shown(asUtc) - asUtc);
  return new Date(asUtc - (shown(first) - first)).toISOString();
}

/** The wall-clock time of an instant at a place, YYYY-MM-DDTHH:MM. */
export const wallAt = (at: number, timeZone: string) => `${dayAt(at, timeZone)}T${formatClock('en', at, timeZone)}`;

const dayMs = 86_400_000;

/** Whole days from one day to another; negative when it lies before. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

export const addDays = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

export type Scale = { p50: number; p90: number; promised: number | null };

/** Where the dates lie on a bar from today to the last of them, in per cent. */
export function scaleOf(today: string, p50: string, p90: string, promised: string | null): Scale {
  const last = [p90, promised ?? p90].reduce((a, b) => (a > b ? a : b));
  const whole = Math.max(daysBetween(today, last), 1);
  const place = (day: string) => Math.min(Math.max((daysBetween(today, day) / whole) * 100, 0), 100);
  return { p50: place(p50), p90: place(p90), promised: promised === null ? null : place(promised) };
}

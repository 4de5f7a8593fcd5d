import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import * as format from './format';
import { useLanguage } from './i18n';
import { meQuery } from './session';

const homeZone = 'Asia/Shanghai';

/** The zone of the place where the signed-in person works. */
export function useTimeZone(): string {
  const { data } = useQuery({ ...meQuery, enabled: false });
  return data?.organisation.time_zone ?? homeZone;
}

export function useFormat() {
  const language = useLanguage();
  const timeZone = useTimeZone();
  return useMemo(
    () => ({
      money: (amount: string, currency: string, sign = false) => format.formatMoney(language, amount, currency, sign),
      count: (value: number) => format.formatCount(language, value),
      km: (value: number) => format.formatKm(language, value),
      day: (day: string, year = false) => format.formatDay(language, day, year ? 0 : new Date().getFullYear()),
      month: (month: string) => format.formatMonth(language, month),
      exact: (at: string, seconds = false) => format.formatExact(language, at, timeZone, seconds),
      zone: (at: string) => format.zoneName(at, timeZone),
      clock: (at: number) => format.formatClock(language, at, timeZone),
      relative: (at: string, now: number) => format.formatRelative(language, at, now, timeZone),
    }),
    [language, timeZone],
  );
}

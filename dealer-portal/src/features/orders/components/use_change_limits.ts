import { useTranslation } from 'react-i18next';
import type { Limits } from '@/features/configurator';
import { useNow } from '@/lib/clock';
import { useName } from '@/lib/i18n';
import type { ChangeWindow } from '../api/life';
import { changeLimits } from '../lib/change_limits';
import { timeLeft } from '../lib/time_left';

/** The windows of an order in the words of the page that changes it. */
export function useChangeLimits(windows: ChangeWindow[], had: string[]): Limits {
  const { t } = useTranslation('life');
  const name = useName();
  const now = useNow();
  return changeLimits(windows, had, now, {
    closed: () => t('closed'),
    closedAt: (station) => (station ? t('shutAt', { station: name(station.name) }) : t('closed')),
    left: (ms) => t('left', { time: timeLeft(ms, t) }),
  });
}

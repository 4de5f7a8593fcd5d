import { useTranslation } from 'react-i18next';
import { useNow } from '@/lib/clock';
import { useName } from '@/lib/i18n';
import type { ChangeWindow } from '../api/life';
import { closingSoonMs, timeLeft } from '../lib/time_left';
import styles from './life.module.css';

/** The options by the line station that closes them, unfolded when asked for. */
export function OptionClosings({ window }: { window: ChangeWindow }) {
  const { t } = useTranslation('life');
  const name = useName();
  const now = useNow();
  const count = (open: boolean) => window.closings.filter((closing) => closing.open === open).reduce((sum, closing) => sum + closing.features.length, 0);
  const [open, closed] = [count(true), count(false)];
  const summary = open === 0 ? t('optionsShut', { count: closed }) : closed === 0 ? t('optionsOpen', { count: open }) : t('optionsOpenShut', { count: open, closed });
  const when = (closing: ChangeWindow['closings'][number]) => {
    if (!closing.open) return t(window.reason === 'NOT_POSSIBLE' ? 'closed' : 'passed');
    if (!closing.closes_at) return t('stations', { count: closing.stations_left ?? 0 });
    return t('left', { time: timeLeft(Math.max(0, Date.parse(closing.closes_at) - now), t) });
  };
  const soon = (closing: ChangeWindow['closings'][number]) => closing.closes_at !== null && Date.parse(closing.closes_at) - now < closingSoonMs;
  return (
    <details className={styles.closings}>
      <summary>{summary}</summary>
      <ol>
        {window.closings.map((closing) => (
          <li key={closing.station.code}>
            <span>{name(closing.station.name)}</span>
            <span className={soon(closing) ? styles.soon : undefined}>{when(closing)}</span>
            <small>{closing.features.map((feature) => name(feature.name)).join(t('listComma'))}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}

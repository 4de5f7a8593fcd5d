import { useTranslation } from 'react-i18next';
import { Day, Exact } from '@/components/values/values';
import { useFormat } from '@/lib/use_format';
import type { PromiseEntry } from '../api/promises';
import { daysBetween } from '../lib/days';
import styles from './promises.module.css';

/** Every promise and each of its moves, the latest first. */
export function Ledger({ entries, bare }: { entries: PromiseEntry[]; bare: boolean }) {
  const { t } = useTranslation('promises');
  return (
    <ol className={styles.steps} style={bare ? { marginTop: 0, paddingTop: 0, borderTop: 0 } : undefined} aria-label={t('ledger')}>
      {[...entries].reverse().map((entry) => (
        <li key={entry.seq} className={styles[entry.kind]}>
          <b><Headline entry={entry} /></b>
          {entry.kind === 'MOVED' && <div className="muted">{t('reasonIs', { reason: t(`reason.${entry.reason}`) })}</div>}
          {entry.note && <div className="muted">{t('quoted', { text: entry.note })}</div>}
          <div className={styles.when}><Exact at={entry.at} /> {entry.actor !== 'eta' && `· ${entry.actor}`}</div>
        </li>
      ))}
    </ol>
  );
}

function Headline({ entry }: { entry: PromiseEntry }) {
  const { t } = useTranslation('promises');
  const { day } = useFormat();
  if (entry.kind === 'MADE') return <>{t('entry.MADE')} <Day day={entry.promised_date} /></>;
  if (entry.kind === 'MOVED') return <>{t('entry.MOVED', { from: entry.before_date ? day(entry.before_date) : '', to: day(entry.promised_date) })}</>;
  if (entry.kind === 'WITHDRAWN') return <>{t('entry.WITHDRAWN')}</>;
  const off = entry.before_date ? daysBetween(entry.promised_date, entry.before_date) : 0;
  if (entry.kind === 'MISSED') return <>{t('entry.MISSED', { count: -off })}</>;
  return <>{off > 0 ? t('entry.EARLY', { count: off }) : t('entry.KEPT')}</>;
}

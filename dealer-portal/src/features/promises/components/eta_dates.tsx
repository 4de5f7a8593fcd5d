import { useTranslation } from 'react-i18next';
import { Day } from '@/components/values/values';
import { dayAt } from '@/lib/format';
import { useTimeZone } from '@/lib/use_format';
import { useNow } from '@/lib/clock';
import { scaleOf } from '../lib/days';
import styles from './promises.module.css';

type Props = { p50: string | null; p90: string | null; promised: string | null };

/** What was promised beside what is likely and what is almost sure, in words and on a bar from today on. */
export function EtaDates({ p50, p90, promised }: Props) {
  const { t } = useTranslation('promises');
  const zone = useTimeZone();
  const now = useNow();
  const likely = p50 && dayAt(p50, zone);
  const surely = p90 && dayAt(p90, zone);
  const risk = surely !== null && promised !== null && surely > promised;
  const scale = likely && surely ? scaleOf(dayAt(now, zone), likely, surely, promised) : null;
  return (
    <>
      <dl className={styles.dates}>
        <div><dt>{t('promised')}</dt><dd><Day day={promised} /></dd></div>
        <div><dt>{t('likely')}</dt><dd><Day day={likely} /></dd></div>
        <div><dt>{t('surely')}</dt><dd className={risk ? styles.late : undefined} title={t('surelyMeaning')}><Day day={surely} />{surely && t('surelyBefore')}</dd></div>
      </dl>
      {scale && (
        <div className={`${styles.bar} ${risk ? styles.risk : ''}`} aria-hidden>
          <span className={styles.band} style={{ left: `${scale.p50}%`, right: `${100 - scale.p90}%` }} />
          <span className={styles.dot} style={{ left: `${scale.p50}%` }} />
          <span className={`${styles.dot} ${styles.last}`} style={{ left: `${scale.p90}%` }} />
          {scale.promised !== null && <span className={styles.flag} style={{ left: `${scale.promised}%` }} />}
        </div>
      )}
    </>
  );
}

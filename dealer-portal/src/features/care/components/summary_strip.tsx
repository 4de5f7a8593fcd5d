import { useTranslation } from 'react-i18next';
import { useFormat } from '@/lib/use_format';
import { useCareSummary } from '../api/calls';
import styles from './care.module.css';

/** The team's day in four figures. */
export function SummaryStrip() {
  const { t } = useTranslation('care');
  const { count } = useFormat();
  const summary = useCareSummary();
  if (!summary.data) return <span className={styles.strip}>{t('team')}</span>;
  const figure = (value: number) => (summary.data.capped && value >= 10_000 ? `${count(value)}+` : count(value));
  const { due, overdue, claimed, done_today: done } = summary.data;
  return (
    <span className={styles.strip} role="group" aria-label={t('team')}>
      <span><b>{figure(due)}</b> {t('summary.due')}</span>
      <span className={overdue > 0 ? styles.late : undefined}><b>{figure(overdue)}</b> {t('summary.overdue')}</span>
      <span><b>{figure(claimed)}</b> {t('summary.claimed')}</span>
      <span><b>{figure(done)}</b> {t('summary.done')}</span>
    </span>
  );
}

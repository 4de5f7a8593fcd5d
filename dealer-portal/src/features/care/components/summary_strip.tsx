import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Bones } from '@/components/states/states';
import { useFormat } from '@/lib/use_format';
import { useCareSummary } from '../api/calls';
import styles from './care.module.css';

/** The team's day in four figures. */
export function SummaryStrip() {
  const { t } = useTranslation('care');
  const { count } = useFormat();
  const summary = useCareSummary();
  if (summary.isPending) return <Panel><Bones rows={1} /></Panel>;
  if (!summary.data) return null;
  const figure = (value: number) => (summary.data.capped && value >= 10_000 ? `${count(value)}+` : count(value));
  const { due, overdue, claimed, done_today: done } = summary.data;
  return (
    <Panel>
      <div className={styles.strip} role="group" aria-label={t('team')}>
        <div><b>{figure(due)}</b><span>{t('summary.due')}</span></div>
        <div className={overdue > 0 ? styles.late : undefined}><b>{figure(overdue)}</b><span>{t('summary.overdue')}</span></div>
        <div><b>{figure(claimed)}</b><span>{t('summary.claimed')}</span></div>
        <div><b>{figure(done)}</b><span>{t('summary.done')}</span></div>
      </div>
    </Panel>
  );
}

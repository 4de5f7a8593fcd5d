import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { clockQuery } from '@/lib/clock';
import styles from './shell.module.css';

/** A moved clock is never hidden. */
export function DemoClock() {
  const { t } = useTranslation();
  const { data } = useQuery(clockQuery);
  if (!data || data.offset_days === 0) return null;
  return <span className={styles.demo}>{t('shell.demoClock', { count: data.offset_days })}</span>;
}

import { useTranslation } from 'react-i18next';
import { usePromiseTasks } from '../api/promises';
import { callsOf } from '../lib/calls';
import styles from './promises.module.css';

/** How many customers this person should call, beside Today in the navigation. */
export function CallBadge() {
  const { t } = useTranslation('promises');
  const tasks = usePromiseTasks(true);
  const count = callsOf(tasks.data?.items ?? []).length;
  if (count === 0) return null;
  const number = tasks.hasNextPage ? `${count}+` : `${count}`;
  return <span className={styles.badge} role="img" aria-label={t('waitingForYou', { number })} title={t('waitingForYou', { number })}>{number}</span>;
}

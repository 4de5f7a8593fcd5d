import { useTranslation } from 'react-i18next';
import { useAttention, type Attention } from '../api/holds';
import { useOwnLines } from '../api/own_lines';
import styles from './plant.module.css';

const most = 1000;

/** How many things of a page wait for the planner, beside its name in the navigation. */
export function AttentionBadge({ of }: { of: keyof Attention }) {
  const { t } = useTranslation();
  const { line } = useOwnLines();
  const count = useAttention(line?.code ?? '').data?.[of] ?? 0;
  if (count === 0) return null;
  return <span className={styles.badge} aria-label={t('shell.waitingForYou', { count })}>{count >= most ? `${most - 1}+` : count}</span>;
}

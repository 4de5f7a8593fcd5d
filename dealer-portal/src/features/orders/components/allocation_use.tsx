import { useTranslation } from 'react-i18next';
import type { Allocation } from '../api/life';
import styles from './life.module.css';

export function AllocationUse({ row }: { row: Allocation }) {
  const { t } = useTranslation('life');
  const quota = row.quota ?? 0;
  const share = quota === 0 ? 100 : Math.min(100, (row.used / quota) * 100);
  return (
    <div className={styles.use}>
      <div className={styles.track} aria-hidden><span className={row.used >= quota ? styles.full : undefined} style={{ width: `${share}%` }} /></div>
      <span className="nowrap">{t('usedOf', { used: row.used, quota })}</span>
    </div>
  );
}

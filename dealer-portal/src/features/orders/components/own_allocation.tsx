import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { useAllocations } from '../api/life';
import { useAllocationName } from '../lib/allocation_name';
import { AllocationUse } from './allocation_use';
import styles from './life.module.css';

/** How much of this month's allocation the dealer has used, and what waits for more. */
export function OwnAllocation({ className }: { className?: string }) {
  const { t } = useTranslation('life');
  const nameOf = useAllocationName();
  const rows = useAllocations();
  const items = rows.data?.items ?? [];
  const limited = items.filter((row) => row.quota !== null);
  const waiting = items.reduce((sum, row) => sum + row.waiting, 0);
  return (
    <Panel
      title={t('thisMonth')}
      className={className}
      aside={waiting > 0 ? <Link to="/orders?state=WAITING">{t('waitingOrders', { count: waiting })}</Link> : undefined}
    >
      {rows.isPending && <Bones rows={1} />}
      {rows.isError && <ProblemState error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isSuccess && limited.length === 0 && <p className="muted">{t('noLimit')}</p>}
      {limited.length > 0 && (
        <ul className={styles.own}>
          {limited.map((row) => (
            <li key={`${row.model} ${row.model_year}`}>
              <span>{nameOf(row, items)}</span>
              <AllocationUse row={row} />
              {row.waiting > 0 ? <Link to={row.model ? `/orders?state=WAITING&model=${row.model}` : '/orders?state=WAITING'}>{t('waitingHere', { count: row.waiting })}</Link> : <span className="muted">{t('noneWait')}</span>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

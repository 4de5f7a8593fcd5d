import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { Tag } from '@/components/values/state_tag';
import { Day } from '@/components/values/values';
import { dayAt } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useTimeZone } from '@/lib/use_format';
import { usePromiseTasks } from '../api/promises';
import { callsOf, type Call } from '../lib/calls';
import styles from './promises.module.css';

/** Customers to call before they ring: their cars will probably not be there on the promised day. */
export function PromisesAtRisk({ className, mine = false }: { className?: string; mine?: boolean }) {
  const { t } = useTranslation('promises');
  const me = useMe();
  const tasks = usePromiseTasks(mine);
  const calls = callsOf(tasks.data?.items ?? []);
  const seller = hasRole(me, 'SALESPERSON', 'DEALER_MANAGER');
  return (
    <Panel title={t('atRisk')} flush className={className} aside={calls.length > 0 ? <Tag tone="warn">{t('toCall', { count: calls.length, number: tasks.hasNextPage ? `${calls.length}+` : calls.length })}</Tag> : undefined}>
      {tasks.isPending && <div className={styles.quiet}><Bones rows={2} /></div>}
      {tasks.isError && <ProblemState error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.isSuccess && calls.length === 0 && <p className={styles.quiet}>{mine ? t('noneOfMineAtRisk') : t('noneAtRisk')}</p>}
      <ul className={styles.rows}>
        {calls.map((call) => <li key={call.task.id}><Row call={call} to={seller ? `/promise-tasks/${call.task.id}` : `/orders/${call.task.order_number}`} /></li>)}
      </ul>
    </Panel>
  );
}

function Row({ call: { task, more }, to }: { call: Call; to: string }) {
  const { t } = useTranslation(['promises', 'orders']);
  const name = useName();
  const here = useMe().organisation.id;
  const zone = useTimeZone();
  return (
    <Link to={to} className={styles.row}>
      <span>
        <b>{task.customer_name ?? t('orders:kind.STOCK')}</b>
        <small>{[name(task.model_name), task.order_number, more > 0 && t('andMore', { count: more }), task.dealer.id !== here && name(task.dealer.name), task.salesperson.name].filter(Boolean).join(' · ')}</small>
      </span>
      <span>
        {t(`reason.${task.reason}`)}
        {task.missing_part && <small>{name(task.missing_part.name)}</small>}
      </span>
      <span className={styles.right}>
        {t('promised')} <Day day={task.promised_date} />
        <small>{t('surely')} <Day day={task.p90_at && dayAt(task.p90_at, zone)} />{task.p90_at && t('surelyBefore')}</small>
      </span>
    </Link>
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Choice, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState, State } from '@/components/states/states';
import { EndlessFoot } from '@/components/table/endless_foot';
import { RepairStateTag } from '@/components/values/state_tag';
import { Ago, Vin } from '@/components/values/values';
import { CarFinder, Plate } from '@/features/cars';
import { useName } from '@/lib/i18n';
import { useMe } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';
import { useRepairOrders, type RepairOrderState } from '../api/repairs';
import styles from '../components/repairs.module.css';
import '../texts';

const states: RepairOrderState[] = ['OPEN', 'CLOSED', 'CANCELLED'];

/** The service station's counter: find the car, and what is in the house. */
export function Component() {
  const { t } = useTranslation(['repairs', 'common']);
  const me = useMe();
  const name = useName();
  const [filter, setFilter] = useFilter('state', states);
  const state = filter ?? 'OPEN';
  const orders = useRepairOrders(state);
  return (
    <>
      <PageHeader title={t('counter')} lead={name(me.organisation.name)} />
      <div className={styles.finder}><CarFinder /></div>
      <Panel
        title={t('repairOrders')}
        flush
        aside={<Choice label={t('filterState')} value={state} onChange={(value) => setFilter(value === 'OPEN' ? undefined : value)} options={states.map((value) => ({ value, label: t(`common:repairState.${value}`) }))} />}
      >
        {orders.isPending && <div style={{ padding: '4px 18px 16px' }}><Bones rows={5} /></div>}
        {orders.isError && !orders.data && <ProblemState error={orders.error} onRetry={() => void orders.refetch()} />}
        {orders.data?.items.length === 0 && <State drawing="empty" title={t(`none.${state}`)} text={state === 'OPEN' ? t('noneText') : undefined} />}
        <ul className={styles.list} aria-label={t('repairOrders')}>
          {orders.data?.items.map((order) => (
            <li key={order.number}>
              <Link to={`/repair-orders/${order.number}`} className={styles.order}>
                <span>
                  <span className="mono">{order.number}</span>
                  <small>{order.adviser}</small>
                </span>
                <span>{order.plate ? <Plate plate={order.plate} /> : <Vin vin={order.vin} copy={false} />}</span>
                <span className={styles.clip}>
                  {order.complaint}
                  <small>{name(order.model_name)}</small>
                </span>
                <span className={styles.right}>
                  <RepairStateTag state={order.state} />
                  <small><Ago at={order.closed_at ?? order.opened_at} /></small>
                </span>
              </Link>
            </li>
          ))}
        </ul>
        {(orders.data?.items.length ?? 0) > 0 && <EndlessFoot query={orders} count={orders.data?.items.length ?? 0} />}
      </Panel>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { OrderStateTag } from '@/components/values/state_tag';
import { Day } from '@/components/values/values';
import type { OrderState, OrderSummary } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { useMe } from '@/lib/session';
import { useFormat } from '@/lib/use_format';
import { useAtRisk } from '../api/life';
import { useLiveOrders } from '../api/live';
import { usePipeline } from '../api/orders';
import { AllocationPanel } from '../components/allocation_panel';
import { CarsToSignOff } from '../components/cars_to_sign_off';
import styles from '../components/life.module.css';

/** A region at a glance: what is late, where the orders stand, who has how much allocation left. */
export function Component() {
  const { t } = useTranslation('life');
  const me = useMe();
  const name = useName();
  useLiveOrders();
  return (
    <>
      <PageHeader title={t('region')} lead={name(me.organisation.name)} />
      <div className={styles.region}>
        <RiskPanel />
        <CarsToSignOff />
        <StagePanel />
        <AllocationPanel />
      </div>
    </>
  );
}

function RiskPanel() {
  const { t } = useTranslation('life');
  const risk = useAtRisk();
  return (
    <Panel title={t('risk')} flush>
      {risk.isPending && <Bones rows={4} />}
      {risk.isError && <ProblemState error={risk.error} onRetry={() => void risk.refetch()} />}
      {risk.data?.items.length === 0 && <p className="muted" style={{ padding: 18 }}>{t('noRisk')}</p>}
      {risk.data && risk.data.items.length > 0 && <RiskTable rows={risk.data.items} today={risk.data.today} />}
      {risk.data?.more && <p className="muted" style={{ padding: '0 18px 18px' }}>{t('riskMore', { count: risk.data.items.length })}</p>}
    </Panel>
  );
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

function RiskTable({ rows, today }: { rows: OrderSummary[]; today: string }) {
  const { t } = useTranslation(['life', 'orders']);
  const name = useName();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('orders:column.number')}</th>
            <th scope="col">{t('orders:column.dealer')}</th>
            <th scope="col">{t('orders:column.customer')}</th>
            <th scope="col">{t('orders:column.car')}</th>
            <th scope="col">{t('orders:column.state')}</th>
            <th scope="col" className={styles.num}>{t('promisedFor')}</th>
            <th scope="col">{t('riskHow')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const days = row.promised_date ? daysBetween(row.promised_date, today) : 0;
            return (
              <tr key={row.number}>
                <td><Link to={`/orders/${row.number}`} className="mono nowrap">{row.number}</Link></td>
                <td>{name(row.dealer.name)}</td>
                <td>{row.customer_name ?? <span className="muted">{t(`orders:kind.${row.kind}`)}</span>}</td>
                <td>{`${name(row.model_name)} ${name(row.colour.name)}`}</td>
                <td><OrderStateTag state={row.state} held={row.held} /></td>
                <td className={styles.num}><Day day={row.promised_date} /></td>
                <td className={days > 0 || row.at_risk ? styles.late : styles.soon}>{days > 0 ? t(row.state === 'ARRIVED' ? 'standsBy' : 'lateBy', { count: days }) : row.at_risk ? t('willBeLate') : t('dueIn', { count: -days })}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const stages: OrderState[] = ['WAITING', 'ON_HOLD', 'ACCEPTED', 'RELEASED', 'SCHEDULED', 'IN_PRODUCTION', 'BUILT', 'IN_YARD', 'IN_TRANSIT', 'ARRIVED'];

/** How many orders stand at each stage, as bars that lead to their list. */
function StagePanel() {
  const { t } = useTranslation(['life', 'common']);
  const { count } = useFormat();
  const pipeline = usePipeline();
  const bars = stages.map((state) => ({ state, entry: pipeline.data?.counts.find((one) => one.state === state) }));
  const most = Math.max(1, ...bars.map((bar) => bar.entry?.count ?? 0));
  const total = bars.reduce((sum, bar) => sum + (bar.entry?.count ?? 0), 0);
  return (
    <Panel title={t('stages')}>
      {pipeline.isPending && <Bones rows={6} />}
      {pipeline.isError && <ProblemState error={pipeline.error} onRetry={() => void pipeline.refetch()} />}
      {pipeline.data && (
        <>
          <p className="muted">{t('stagesText', { number: count(total), count: total })}</p>
          <div className={styles.bars}>
            {bars.map(({ state, entry }) => (
              <Link key={state} to={`/orders?state=${state}`}>
                <span>{t(`common:orderState.${state}`)}</span>
                <i aria-hidden style={{ width: `${((entry?.count ?? 0) / most) * 100}%` }} />
                <b>{count(entry?.count ?? 0)}{entry?.capped ? '+' : ''}</b>
              </Link>
            ))}
          </div>
        </>
      )}
    </Panel>
  );
}

import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'antd';
import { ButtonLink } from '@/components/page/button_link';
import { Choice, PageHeader, Panel } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { OrderStateTag, Tag } from '@/components/values/state_tag';
import { Ago, Day } from '@/components/values/values';
import { PromisesAtRisk } from '@/features/promises';
import { WaitingQuotes } from '@/features/quotes';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';
import { useLiveOrders } from '../api/live';
import { useSeenAll } from '../api/looks';
import { useOrders } from '../api/orders';
import { CarsToSignOff } from '../components/cars_to_sign_off';
import { ClosingToday } from '../components/closing_today';
import { OwnAllocation } from '../components/own_allocation';
import { OrderRows } from '../components/order_rows';
import { PipelineBar } from '../components/pipeline_bar';
import styles from '../components/orders.module.css';

/** Who sells begins with what is theirs; who only leads begins with the whole dealer. */
function useWhose() {
  const me = useMe();
  const seller = hasRole(me, 'SALESPERSON', 'DEALER_MANAGER');
  const first = hasRole(me, 'SALESPERSON') ? 'mine' : 'all';
  const [whose = first, setWhose] = useFilter('whose', ['mine', 'all'] as const);
  return { seller, mine: seller && whose === 'mine', whose, setWhose };
}

/** What needs this person today, or their dealer. */
export function Component() {
  const { t } = useTranslation(['orders', 'common', 'looks']);
  const me = useMe();
  const name = useName();
  useLiveOrders();
  const { seller, mine, whose, setWhose } = useWhose();
  const salesperson = mine ? me.id : undefined;
  const ofMine = mine ? `&salesperson=${me.id}` : '';
  const arrived = useOrders({ states: ['ARRIVED'], salesperson });
  const standing = useOrders({ held: true, salesperson });
  const changed = useOrders({ changed: true, limit: 20, salesperson }, seller);
  const newest = useOrders({ limit: 20, salesperson });
  return (
    <>
      <PageHeader title={t('today')} lead={name(me.organisation.name)}>
        {seller && <Choice label={t('whose')} value={whose} onChange={setWhose} options={[{ value: 'mine', label: t('mine') }, { value: 'all', label: t('wholeDealer') }]} />}
        {seller && (
          <ButtonLink to="/orders/new" type="primary" icon={<PlusOutlined />}>{t('common:shell.page.newOrder')}</ButtonLink>
        )}
      </PageHeader>
      <div className={styles.today}>
        <PromisesAtRisk className={styles.wide} mine={mine} />
        {seller && <ClosingToday className={styles.wide} mine={mine} />}
        {hasRole(me, 'DEALER_MANAGER') && <WaitingQuotes className={styles.wide} />}
        {hasRole(me, 'DEALER_MANAGER') && <CarsToSignOff className={styles.wide} />}
        <Panel title={t('toHandOver')} flush aside={<Link to={`/orders?state=ARRIVED${ofMine}`}>{t('all')}</Link>}>
          <OrderRows
            noWay
            query={arrived}
            empty={t('noneToHandOver')}
            aside={(row) => <>{t('requested')} <Day day={row.requested_date} /></>}
            to={(row) => (seller ? `/orders/${row.number}/hand-over` : `/orders/${row.number}`)}
          />
        </Panel>
        <Panel title={t('heldCars')} flush aside={<Link to={`/orders?held=true${ofMine}`}>{t('all')}</Link>}>
          <OrderRows query={standing} empty={t('noneHeld')} aside={() => <Tag tone="warn">{t('common:held')}</Tag>} />
        </Panel>
        <Panel title={t('pipeline')} className={styles.wide} aside={mine ? <span className="muted">{t('wholeDealer')}</span> : undefined}>
          <PipelineBar />
        </Panel>
        {seller && <OwnAllocation className={styles.wide} />}
        {seller && (
          <Panel title={t('looks:news')} flush className={styles.wide} aside={<span style={{ display: 'flex', gap: 14, alignItems: 'center' }}><SeenAll query={changed} /><Link to={`/orders?changed=true${ofMine}`}>{t('all')}</Link></span>}>
            <OrderRows query={changed} empty={t('looks:noNews')} aside={(row) => <><OrderStateTag state={row.state} held={row.held} /> <small><Ago at={row.updated_at} /></small></>} />
          </Panel>
        )}
        <Panel title={t('newest')} flush className={styles.wide} aside={<Link to={`/orders?${ofMine.slice(1)}`}>{t('all')}</Link>}>
          <OrderRows query={newest} most={8} empty={t('noOrders')} aside={(row) => <><OrderStateTag state={row.state} held={row.held} /> <small><Ago at={row.placed_at} /></small></>} />
        </Panel>
      </div>
    </>
  );
}

function SeenAll({ query }: { query: ReturnType<typeof useOrders> }) {
  const { t } = useTranslation('looks');
  const seen = useSeenAll();
  if (!query.data?.items.length) return null;
  return (
    <>
      <ProblemNote error={seen.error} />
      <Button size="small" loading={seen.isPending} onClick={() => seen.mutate()}>{t('seenAll')}</Button>
    </>
  );
}

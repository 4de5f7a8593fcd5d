import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Facts, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { Ago, Day, Money } from '@/components/values/values';
import type { OrderState } from '@/lib/api/types';
import { downloadCsv } from '@/lib/file';
import { useName } from '@/lib/i18n';
import { useFilter } from '@/lib/use_filter';
import { useFleet, type FleetOrder } from '../api/fleets';
import { useLiveOrders } from '../api/live';
import { orderStates } from '../api/orders';
import { FleetCars } from '../components/fleet_cars';
import { useOrderColumns } from '../components/order_columns';
import styles from '../components/life.module.css';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('life');
  const name = useName();
  const fleet = useFleet(number);
  useLiveOrders();
  return (
    <>
      <PageHeader title={number} back={{ to: '/fleet-orders', label: t('fleets') }} lead={fleet.data && `${t('carCount', { count: fleet.data.cars })} · ${name(fleet.data.dealer.name)}`}>
        {fleet.data && <Export fleet={fleet.data} />}
      </PageHeader>
      {fleet.isPending && <Panel><Bones rows={6} /></Panel>}
      {fleet.isError && <ProblemState error={fleet.error} onRetry={() => void fleet.refetch()} />}
      {fleet.data && <Fleet fleet={fleet.data} />}
    </>
  );
}

function Fleet({ fleet }: { fleet: FleetOrder }) {
  const { t } = useTranslation(['life', 'orders']);
  const navigate = useNavigate();
  const [state, setState] = useFilter('state', orderStates);
  const counts = orderStates.map((one) => ({ state: one, cars: fleet.orders.filter((row) => row.state === one).length })).filter((one) => one.cars > 0);
  const shown = counts.some((one) => one.state === state) ? state : undefined;
  return (
    <div className={styles.region}>
      <Panel><FleetFacts fleet={fleet} /></Panel>
      <Panel title={t('cars')} flush aside={counts.length > 1 ? <States counts={counts} all={fleet.orders.length} state={shown} onChoose={setState} /> : undefined}>
        <FleetCars rows={fleet.orders.filter((row) => !shown || row.state === shown)} onOpen={(row) => void navigate(`/orders/${row.number}`)} />
      </Panel>
    </div>
  );
}

/** The buyer's questions about all the cars: how many are there, when do the first and the last come, what do they cost. */
function FleetFacts({ fleet }: { fleet: FleetOrder }) {
  const { t } = useTranslation(['life', 'orders']);
  const promised = fleet.orders.flatMap((row) => row.promised_date ?? []).sort();
  const there = fleet.orders.filter((row) => row.state === 'ARRIVED' || row.state === 'DELIVERED').length;
  const risk = fleet.orders.filter((row) => row.at_risk).length;
  const [first, last] = [promised[0], promised[promised.length - 1]];
  return (
    <Facts
      facts={[
        { label: t('orders:fact.buyer'), value: fleet.customer_name ?? t('orders:kind.STOCK'), wide: true },
        { label: t('there'), value: t('usedOf', { used: there, quota: fleet.cars }) },
        { label: t('orders:fact.promised'), value: first === last ? <Day day={first} /> : <><Day day={first} /> – <Day day={last} /></> },
        ...(risk > 0 ? [{ label: t('orders:atRisk'), value: <span className={styles.late}>{t('carCount', { count: risk })}</span> }] : []),
        { label: t('orders:fact.requested'), value: <Day day={fleet.requested_date} /> },
        { label: t('total'), value: <Money amount={fleet.price} currency={fleet.currency} /> },
        { label: t('orders:fact.placed'), value: <Ago at={fleet.placed_at} /> },
        ...(fleet.note ? [{ label: t('orders:fact.note'), value: fleet.note, wide: true }] : []),
      ]}
    />
  );
}

type StatesProps = { counts: { state: OrderState; cars: number }[]; all: number; state: OrderState | undefined; onChoose: (state: OrderState | undefined) => void };

/** How many cars stand where; one of them narrows the list. */
function States({ counts, all, state, onChoose }: StatesProps) {
  const { t } = useTranslation(['life', 'orders', 'common']);
  const choices = [{ state: undefined, cars: all }, ...counts];
  return (
    <span className={styles.month} role="group" aria-label={t('orders:filterState')}>
      {choices.map((one) => (
        <Button key={one.state ?? 'all'} size="small" type={one.state === state ? 'primary' : 'default'} aria-pressed={one.state === state} onClick={() => onChoose(one.state)}>
          {`${one.state ? t(`common:orderState.${one.state}`) : t('allCars')} ${one.cars}`}
        </Button>
      ))}
    </span>
  );
}

/** The list as a buyer of many cars asks for it. */
function Export({ fleet }: { fleet: FleetOrder }) {
  const { t } = useTranslation();
  const columns = useOrderColumns(false).filter((column) => column.text);
  const save = () => downloadCsv(fleet.number, [columns.map((column) => column.title), ...fleet.orders.map((row) => columns.map((column) => column.text?.(row) ?? ''))]);
  return <Button icon={<DownloadOutlined />} onClick={save}>{t('table.export')}</Button>;
}

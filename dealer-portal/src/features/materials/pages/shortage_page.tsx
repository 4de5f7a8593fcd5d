import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Facts, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import { OrderStateTag, Tag } from '@/components/values/state_tag';
import { Day, Exact, Nothing } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useLine } from '@/lib/lines';
import { hasRole, useMe } from '@/lib/session';
import { useEndShortage, useShortage, useShortageOrders, type Shortage, type ShortageOrder } from '../api/shortages';
import { useOwnLines } from '../api/own_lines';
import '../texts';
import styles from '../components/materials.module.css';

/** One shortage: the cars that it hits, what was promised for them, and who has been called. */
export function Component() {
  const { id = '' } = useParams();
  const { t } = useTranslation('materials');
  const name = useName();
  const { line } = useOwnLines();
  const code = line?.code ?? '';
  const shortage = useShortage(code, Number(id));
  const found = shortage.data;
  return (
    <>
      <PageHeader title={found ? t('shortageOf', { part: name(found.part_name) }) : t('shortage')} tag={found && <Tag tone={found.state === 'OPEN' ? 'warn' : 'ok'}>{t(`shortageState.${found.state}`)}</Tag>} back={{ to: `/plant/shortages?line=${code}`, label: t('shortages') }}>
        {found?.state === 'OPEN' && <End line={code} shortage={found} />}
      </PageHeader>
      {shortage.isPending && <Panel><Bones rows={4} /></Panel>}
      {shortage.isError && <ProblemState error={shortage.error} onRetry={() => void shortage.refetch()} />}
      {found === null && <State drawing="missing" title={t('noSuchShortage')} text={t('noSuchShortageText')} />}
      {found && <Details line={code} shortage={found} />}
    </>
  );
}

function End({ line, shortage }: { line: string; shortage: Shortage }) {
  const { t } = useTranslation('materials');
  const end = useEndShortage(line, shortage.id);
  if (!hasRole(useMe(), 'PLANT_PLANNER')) return null;
  return (
    <>
      <ProblemNote error={end.error} />
      <Popconfirm title={t('endTitle')} description={t('endText')} okText={t('endNow')} cancelText={t('leaveIt')} onConfirm={() => end.mutate(shortage.version)}>
        <Button type="primary" loading={end.isPending}>{t('endNow')}</Button>
      </Popconfirm>
    </>
  );
}

function Details({ line, shortage }: { line: string; shortage: Shortage }) {
  const { t } = useTranslation('materials');
  const orders = useShortageOrders(line, shortage.id);
  return (
    <div className={styles.stack}>
      <Panel>
        <Facts
          facts={[
            { label: t('field.part'), value: <span className="mono">{shortage.part_no}</span> },
            { label: t('field.lot'), value: shortage.lot ? <span className="mono">{shortage.lot}</span> : <Nothing /> },
            { label: t('field.missingFrom'), value: <Exact at={shortage.from} /> },
            { label: t('field.expectedBack'), value: shortage.expected_back ? <Exact at={shortage.expected_back} /> : <Nothing /> },
            { label: t('column.reported'), value: shortage.reported_by },
            { label: t('field.note'), value: shortage.note || <Nothing />, wide: true },
          ]}
        />
      </Panel>
      <EndlessTable
        name="shortage-orders"
        label={t('hitOrders')}
        columns={useColumns(line)}
        query={orders}
        rowKey={(row) => row.order_number}
        filters={<b>{t('hitCars', { count: shortage.cars })}</b>}
        empty={<State drawing="done" title={t('noHits')} text={t('noHitsText')} />}
      />
    </div>
  );
}

function useColumns(line: string): Column<ShortageOrder>[] {
  const { t } = useTranslation('materials');
  const name = useName();
  const stations = useLine(line)?.stations ?? [];
  const at = (code: string) => {
    const known = stations.find((station) => station.code === code);
    return <div className={styles.small}>{known && name(known.name)} <span className="mono">{code}</span></div>;
  };
  return [
    { key: 'order', title: t('column.order'), render: (row) => <><Link className="mono" to={`/orders/${row.order_number}`}><b>{row.order_number}</b></Link>{row.build_id && <div className={`${styles.small} mono`}>{row.build_id}</div>}</>, text: (row) => row.order_number },
    { key: 'model', title: t('column.model'), render: (row) => name(row.model_name), text: (row) => name(row.model_name) },
    { key: 'buyer', title: t('column.buyer'), render: (row) => <>{row.customer_name ?? t('forStock')}<div className={styles.small}>{name(row.dealer_name)}</div></>, text: (row) => row.customer_name ?? '' },
    { key: 'state', title: t('column.state'), render: (row) => <><OrderStateTag state={row.state} />{row.station && at(row.station)}</>, text: (row) => row.state },
    { key: 'needed', title: t('column.neededAt'), render: (row) => <>{row.needed_at ? <Exact at={row.needed_at} /> : <Nothing />}{at(row.needed_station)}</>, text: (row) => row.needed_at ?? '' },
    { key: 'promised', title: t('column.promised'), render: (row) => <Day day={row.promised_date} />, text: (row) => row.promised_date ?? '' },
    { key: 'call', title: t('column.call'), render: (row) => (row.call ? <Tag tone={row.call === 'OPEN' ? 'warn' : 'ok'}>{t(`call.${row.call}`)}</Tag> : <Nothing />), text: (row) => row.call ?? '' },
  ];
}

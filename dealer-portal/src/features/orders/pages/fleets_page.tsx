import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { PageHeader } from '@/components/page/page';
import { State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import { Ago, Day, Money } from '@/components/values/values';
import type { Schemas } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useFleets } from '../api/fleets';

type Row = Schemas['FleetSummary'];

function useColumns(): Column<Row>[] {
  const { t } = useTranslation(['life', 'orders']);
  const name = useName();
  return [
    { key: 'number', title: t('orders:column.number'), render: (row) => <Link to={`/fleet-orders/${row.number}`} className="mono nowrap">{row.number}</Link>, text: (row) => row.number },
    { key: 'customer', title: t('orders:column.customer'), render: (row) => row.customer_name ?? <span className="muted">{t('orders:kind.STOCK')}</span>, text: (row) => row.customer_name ?? '' },
    { key: 'dealer', title: t('orders:column.dealer'), render: (row) => name(row.dealer.name), text: (row) => name(row.dealer.name) },
    { key: 'cars', title: t('cars'), align: 'right', render: (row) => t('carCount', { count: row.cars }), text: (row) => String(row.cars) },
    { key: 'price', title: t('total'), align: 'right', render: (row) => <Money amount={row.price} currency={row.currency} />, text: (row) => row.price },
    { key: 'requested', title: t('orders:column.requested'), align: 'right', render: (row) => <Day day={row.requested_date} />, text: (row) => row.requested_date },
    { key: 'placed', title: t('orders:column.placed'), align: 'right', render: (row) => <Ago at={row.placed_at} />, text: (row) => row.placed_at },
  ];
}

export function Component() {
  const { t } = useTranslation('life');
  const navigate = useNavigate();
  const fleets = useFleets();
  const columns = useColumns();
  const seller = hasRole(useMe(), 'SALESPERSON', 'DEALER_MANAGER');
  return (
    <>
      <PageHeader title={t('fleets')}>
        {seller && <ButtonLink to="/fleet-orders/new" type="primary" icon={<PlusOutlined />}>{t('newFleet')}</ButtonLink>}
      </PageHeader>
      <EndlessTable
        name="fleets"
        label={t('fleets')}
        columns={columns}
        query={fleets}
        rowKey={(row) => row.number}
        onOpen={(row) => void navigate(`/fleet-orders/${row.number}`)}
        empty={<State drawing="empty" title={t('noFleets')} text={t('noFleetsText')} />}
      />
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ThinRibbon } from '@/components/ribbon/thin_ribbon';
import { Facts, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { OrderStateTag } from '@/components/values/state_tag';
import { Ago, Day, Money, Swatch } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useLine } from '@/lib/lines';
import { useFleet, type FleetOrder } from '../api/fleets';
import { useLiveOrders } from '../api/live';
import styles from '../components/life.module.css';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('life');
  const fleet = useFleet(number);
  useLiveOrders();
  return (
    <>
      <PageHeader title={number} back={{ to: '/fleet-orders', label: t('fleets') }} lead={fleet.data && t('carCount', { count: fleet.data.cars })} />
      {fleet.isPending && <Panel><Bones rows={6} /></Panel>}
      {fleet.isError && <ProblemState error={fleet.error} onRetry={() => void fleet.refetch()} />}
      {fleet.data && <Fleet fleet={fleet.data} />}
    </>
  );
}

function Fleet({ fleet }: { fleet: FleetOrder }) {
  const { t } = useTranslation(['life', 'orders']);
  const name = useName();
  const stations = useLine()?.stations ?? [];
  return (
    <div className={styles.region}>
      <Panel>
        <Facts
          facts={[
            { label: t('orders:fact.buyer'), value: fleet.customer_name ?? t('orders:kind.STOCK') },
            { label: t('total'), value: <Money amount={fleet.price} currency={fleet.currency} /> },
            { label: t('orders:fact.requested'), value: <Day day={fleet.requested_date} /> },
            { label: t('orders:fact.placed'), value: <Ago at={fleet.placed_at} /> },
            ...(fleet.note ? [{ label: t('orders:fact.note'), value: fleet.note }] : []),
          ]}
        />
      </Panel>
      <Panel title={t('cars')} flush>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <tbody>
              {fleet.orders.map((row) => (
                <tr key={row.number}>
                  <td><Link to={`/orders/${row.number}`} className="mono nowrap">{row.number}</Link></td>
                  <td className="nowrap"><Swatch colour={row.colour.swatch} />{`${name(row.model_name)} ${name(row.colour.name)}`}</td>
                  <td><OrderStateTag state={row.state} held={row.held} /></td>
                  <td style={{ width: 190 }}><ThinRibbon stations={stations} state={row.state} station={row.station} held={row.held} /></td>
                  <td className={styles.num}><Money amount={row.price} currency={row.currency} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Facts, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { RepairStateTag } from '@/components/values/state_tag';
import { Ago, Exact, Km, Vin } from '@/components/values/values';
import { Plate } from '@/features/cars';
import { useName } from '@/lib/i18n';
import { useRepairOrder, type RepairOrder } from '../api/repairs';
import { RepairDesk } from '../components/repair_desk';
import { RepairRecord } from '../components/repair_record';
import styles from '../components/repairs.module.css';
import '../texts';

export function Component() {
  const { number = '' } = useParams();
  const order = useRepairOrder(number);
  if (order.data) return <RepairOrderView order={order.data} />;
  if (order.isError) return <ProblemState error={order.error} onRetry={() => void order.refetch()} />;
  return <><PageHeader title={number} /><Panel><Bones rows={10} /></Panel></>;
}

function RepairOrderView({ order }: { order: RepairOrder }) {
  const { t } = useTranslation('repairs');
  const name = useName();
  const editable = order.own && order.state === 'OPEN';
  return (
    <>
      <PageHeader title={order.number} tag={<RepairStateTag state={order.state} />} lead={name(order.station.name)} back={{ to: `/cars/${order.vin}`, label: t('toCar') }} />
      <div className={styles.stack}>
        <Panel>
          <Facts
            facts={[
              { label: t('car'), value: <><Link to={`/cars/${order.vin}`}><Vin vin={order.vin} copy={false} /></Link> {order.plate && <Plate plate={order.plate} />} <span className="muted">{name(order.model_name)}</span></> },
              { label: t('complaint'), value: order.complaint },
              { label: t('odometer'), value: <Km km={order.odometer_km} /> },
              { label: t('adviser'), value: order.adviser.name },
              { label: order.closed_at ? t('closedAt') : t('openedAt'), value: order.closed_at ? <Exact at={order.closed_at} /> : <Ago at={order.opened_at} /> },
            ]}
          />
        </Panel>
        {editable ? <RepairDesk order={order} /> : <RepairRecord order={order} />}
      </div>
    </>
  );
}

import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Facts, Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { Nothing, Vin } from '@/components/values/values';
import { BuyerPicker } from '@/features/configurator';
import type { Order } from '@/lib/api/types';
import { formatPhone } from '@/lib/format';
import { useHandOver, useOrder } from '../api/orders';
import { OrderCar } from '../components/order_car';
import styles from '../components/orders.module.css';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation(['orders', 'asBuilt']);
  const order = useOrder(number);
  const differences = order.data?.as_built?.state === 'DIFFERS' ? order.data.as_built.differences : 0;
  return (
    <>
      <PageHeader title={t('handOverTitle', { number })} lead={t('handOverLead')} back={{ to: `/orders/${number}`, label: number }} />
      {order.isPending && <Bones rows={6} />}
      {order.isError && <ProblemState error={order.error} />}
      {order.data && !order.data.actions.includes('HAND_OVER') && <State drawing="closed" title={differences > 0 ? t('asBuilt:banner', { count: differences }) : t('handOverClosed')} text={differences > 0 ? t('asBuilt:bannerText') : t('handOverClosedText')} />}
      {order.data?.actions.includes('HAND_OVER') && <HandOverForm order={order.data} />}
    </>
  );
}

function HandOverForm({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'asBuilt']);
  const navigate = useNavigate();
  const [odometer, setOdometer] = useState('');
  const [plate, setPlate] = useState('');
  const [buyer, setBuyer] = useState<number | null>(null);
  const [looked, setLooked] = useState(false);
  const [tried, setTried] = useState(false);
  const handOver = useHandOver(order.number, () => void navigate(`/orders/${order.number}`));
  const km = /^\d{1,7}$/.test(odometer) ? Number(odometer) : null;
  const unreported = order.as_built === null || order.as_built.state === 'NOT_REPORTED';
  const unseen = unreported && !looked;
  const buyerMissing = order.customer === null && buyer === null;
  const submit = () => {
    setTried(true);
    if (km === null || buyerMissing || unseen) return;
    handOver.mutate({ version: order.version, odometer_km: km, plate: plate.trim() || undefined, customer_id: buyer ?? undefined, looked_myself: unreported ? looked : undefined });
  };
  return (
    <Panel>
      <div className={styles.head}>
        <Preview order={order} />
        <div className={styles.form}>
          {order.customer === null && <BuyerPicker customerId={buyer} fault={tried && buyerMissing ? t('needBuyer') : undefined} onChoose={setBuyer} />}
          <Field label={t('odometer')} hint={t('odometerHint')} fault={handOver.error?.about('/odometer_km') ?? (tried && km === null ? t('needOdometer') : undefined)}>
            {({ id, describedBy, invalid }) => <Input id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} inputMode="numeric" suffix={t('km')} style={{ maxWidth: 220 }} value={odometer} onChange={(event) => setOdometer(event.target.value.replaceAll(/\D/g, ''))} />}
          </Field>
          <Field label={t('plate')} hint={t('plateHint')} fault={handOver.error?.about('/plate')}>
            {({ id, describedBy, invalid }) => <Input id={id} aria-describedby={describedBy} status={invalid ? 'error' : undefined} maxLength={16} style={{ maxWidth: 220 }} value={plate} onChange={(event) => setPlate(event.target.value.toUpperCase())} />}
          </Field>
          {unreported && (
            <div className={`${styles.banner} ${styles.warn}`}>
              <b>{t('asBuilt:state.NOT_REPORTED')}</b>
              <span>{t('asBuilt:notReported')}</span>
              <Checkbox checked={looked} aria-invalid={tried && unseen} onChange={(event) => setLooked(event.target.checked)}>{t('asBuilt:lookedMyself')}</Checkbox>
              {tried && unseen && <span role="alert" className={styles.removed}>{t('asBuilt:needLook')}</span>}
            </div>
          )}
          <p className="muted">{t('handOverWill')}</p>
          <ProblemNote error={handOver.error} />
          <div className={styles.actions}>
            <Button type="primary" loading={handOver.isPending || handOver.isSuccess} onClick={submit}>{t('handOverNow')}</Button>
            <ButtonLink to={`/orders/${order.number}`}>{t('notYet')}</ButtonLink>
          </div>
        </div>
      </div>
    </Panel>
  );
}

function Preview({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'common']);
  return (
    <div>
      <OrderCar order={order} />
      <Facts
        facts={[
          { label: t('fact.buyer'), value: order.customer ? `${order.customer.name} ${formatPhone(order.customer.phone)}` : <Nothing /> },
          { label: t('common:vin'), value: order.vin ? <Vin vin={order.vin} /> : <Nothing /> },
        ]}
      />
    </div>
  );
}

import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { BuyerPicker } from '@/features/configurator';
import { Money } from '@/components/values/values';
import type { Order } from '@/lib/api/types';
import { hasRole, useMe } from '@/lib/session';
import { useChangeBuyer, useChangePreview } from '../api/life';
import { useOrder } from '../api/orders';
import styles from '../components/orders.module.css';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('life');
  const order = useOrder(number);
  const may = order.data?.actions.includes('CHANGE_BUYER');
  return (
    <>
      <PageHeader title={t('buyerTitle', { number })} lead={t('buyerLead')} back={{ to: `/orders/${number}`, label: number }} />
      {order.isPending && <Bones rows={4} />}
      {order.isError && <ProblemState error={order.error} />}
      {order.data && !may && <State drawing="closed" title={t('notNow')} text={t('notNowText')} />}
      {order.data && may && <BuyerForm order={order.data} />}
    </>
  );
}

function BuyerForm({ order }: { order: Order }) {
  const { t } = useTranslation('life');
  const navigate = useNavigate();
  const [buyer, setBuyer] = useState<number | null>(null);
  const [keeps, setKeeps] = useState(false);
  const other = buyer !== null && buyer !== order.customer?.id;
  const preview = useChangePreview(order, other ? { customer_id: buyer } : null);
  const discount = other && preview.data && Number(preview.data.price_effect) > 0 ? preview.data.price_effect : null;
  const me = useMe();
  const grants = hasRole(me, 'DEALER_MANAGER') && me.id !== order.salesperson.id;
  const change = useChangeBuyer(order.number, () => void navigate(`/orders/${order.number}`));
  return (
    <Panel>
      <div className={styles.form}>
        <p>{order.customer ? t('buyerNow', { name: order.customer.name }) : t('noBuyerNow')}</p>
        <BuyerPicker customerId={buyer} onChoose={setBuyer} />
        {discount !== null && (
          <div role="status">
            <p>{t('discountEnds')} <Money amount={discount} currency={order.currency} /></p>
            {grants ? <Checkbox checked={keeps} onChange={(event) => setKeeps(event.target.checked)}>{t('keepDiscount')}</Checkbox> : <p className="muted">{t('askManagerForDiscount')}</p>}
          </div>
        )}
        <ProblemNote error={change.error} />
        <div className={styles.actions}>
          <Button type="primary" disabled={!other || !preview.isSuccess} loading={change.isPending || change.isSuccess} onClick={() => buyer !== null && change.mutate({ version: order.version, customer_id: buyer, keep_discount: discount !== null && grants && keeps })}>
            {t('changeBuyer')}
          </Button>
          <ButtonLink to={`/orders/${order.number}`}>{t('leaveIt')}</ButtonLink>
        </div>
      </div>
    </Panel>
  );
}

import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import type { Order } from '@/lib/api/types';
import { useHoldOrder } from '../api/life';
import { useOrder } from '../api/orders';
import styles from '../components/orders.module.css';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('life');
  const order = useOrder(number);
  const may = order.data?.actions.includes('HOLD');
  return (
    <>
      <PageHeader title={t('holdTitle', { number })} back={{ to: `/orders/${number}`, label: number }} />
      {order.isPending && <Bones rows={4} />}
      {order.isError && <ProblemState error={order.error} />}
      {order.data && !may && <State drawing="closed" title={t('holdClosed')} text={t('holdClosedText')}><ButtonLink to={`/orders/${number}`}>{t('toOrder')}</ButtonLink></State>}
      {order.data && may && <HoldForm order={order.data} />}
    </>
  );
}

function HoldForm({ order }: { order: Order }) {
  const { t } = useTranslation('life');
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const hold = useHoldOrder(order.number, () => void navigate(`/orders/${order.number}`));
  const submit = () => {
    setTried(true);
    if (reason.trim()) hold.mutate({ version: order.version, reason: reason.trim() });
  };
  return (
    <Panel>
      <div className={styles.form}>
        <p>{t('holdWill')}</p>
        <Field label={t('holdReason')} fault={tried && !reason.trim() ? t('needHoldReason') : undefined}>
          {({ id, describedBy, invalid }) => <Input.TextArea id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} rows={3} maxLength={200} showCount value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        <ProblemNote error={hold.error} />
        <div className={styles.actions}>
          <Button type="primary" loading={hold.isPending || hold.isSuccess} onClick={submit}>{t('holdNow')}</Button>
          <ButtonLink to={`/orders/${order.number}`}>{t('leaveIt')}</ButtonLink>
        </div>
      </div>
    </Panel>
  );
}

import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import type { Order } from '@/lib/api/types';
import { useCancelOrder, useOrder } from '../api/orders';
import styles from '../components/orders.module.css';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('orders');
  const order = useOrder(number);
  return (
    <>
      <PageHeader title={t('cancelTitle', { number })} back={{ to: `/orders/${number}`, label: number }} />
      {order.isPending && <Bones rows={4} />}
      {order.isError && <ProblemState error={order.error} />}
      {order.data && !order.data.actions.includes('CANCEL') && <State drawing="closed" title={t('cancelClosed')} text={t('cancelClosedText')} />}
      {order.data?.actions.includes('CANCEL') && <CancelForm order={order.data} />}
    </>
  );
}

const beforeTheLine: Order['state'][] = ['DRAFT', 'WAITING', 'ON_HOLD'];

function CancelForm({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const cancel = useCancelOrder(order.number, () => void navigate(`/orders/${order.number}`));
  const submit = () => {
    setTried(true);
    if (reason.trim()) cancel.mutate({ version: order.version, reason: reason.trim() });
  };
  return (
    <Panel>
      <div className={styles.form}>
        <p>{beforeTheLine.includes(order.state) ? t('cancelAtOnce') : t('cancelByLine')}</p>
        <Field label={t('cancelReason')} fault={tried && !reason.trim() ? t('needReason') : undefined}>
          {({ id, describedBy, invalid }) => <Input.TextArea id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} rows={3} maxLength={200} showCount value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        <ProblemNote error={cancel.error} />
        <div className={styles.actions}>
          <Button danger type="primary" loading={cancel.isPending || cancel.isSuccess} onClick={submit}>{t('cancelNow')}</Button>
          <ButtonLink to={`/orders/${order.number}`}>{t('keepOrder')}</ButtonLink>
        </div>
      </div>
    </Panel>
  );
}

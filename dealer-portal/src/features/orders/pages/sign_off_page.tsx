import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import type { Order, Schemas } from '@/lib/api/types';
import { useSignOffAsBuilt } from '../api/life';
import { useOrder } from '../api/orders';
import { AsBuiltTable } from '../components/as_built_table';
import styles from '../components/orders.module.css';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('asBuilt');
  const order = useOrder(number);
  const may = order.data?.actions.includes('SIGN_OFF');
  return (
    <>
      <PageHeader title={t('pageTitle', { number })} back={{ to: `/orders/${number}`, label: number }} />
      {order.isPending && <Bones rows={6} />}
      {order.isError && <ProblemState error={order.error} />}
      {order.data && !may && <State drawing="closed" title={t('closed')} text={t('closedText')} />}
      {order.data?.as_built && may && <SignOffForm order={order.data} asBuilt={order.data.as_built} />}
    </>
  );
}

function SignOffForm({ order, asBuilt }: { order: Order; asBuilt: Schemas['AsBuilt'] }) {
  const { t } = useTranslation('asBuilt');
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const signOff = useSignOffAsBuilt(order.number, () => void navigate(`/orders/${order.number}`));
  const submit = () => {
    setTried(true);
    if (reason.trim()) signOff.mutate({ version: order.version, reason: reason.trim() });
  };
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <Panel title={t('title')}><AsBuiltTable asBuilt={asBuilt} onlyDifferences /></Panel>
      <Panel>
        <div className={styles.form}>
          <p>{t('will')}</p>
          <Field label={t('reason')} hint={t('reasonHint')} fault={tried && !reason.trim() ? t('needReason') : undefined}>
            {({ id, describedBy, invalid }) => <Input.TextArea id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} rows={3} maxLength={300} showCount value={reason} onChange={(event) => setReason(event.target.value)} />}
          </Field>
          <ProblemNote error={signOff.error} />
          <div className={styles.actions}>
            <Button type="primary" loading={signOff.isPending || signOff.isSuccess} onClick={submit}>{t('signNow')}</Button>
            <ButtonLink to={`/orders/${order.number}`}>{t('notYet')}</ButtonLink>
          </div>
        </div>
      </Panel>
    </div>
  );
}

import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import type { Order } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { useChangeDestination, useChangePreview, useDestinations } from '../api/life';
import { useOrder } from '../api/orders';
import { ChangeEffects } from '../components/change_effects';
import styles from '../components/orders.module.css';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('life');
  const order = useOrder(number);
  const may = order.data?.actions.includes('CHANGE_DESTINATION');
  return (
    <>
      <PageHeader title={t('destinationTitle', { number })} back={{ to: `/orders/${number}`, label: number }} />
      {order.isPending && <Bones rows={4} />}
      {order.isError && <ProblemState error={order.error} />}
      {order.data && !may && <State drawing="closed" title={t('notNow')} text={t('notNowText')} />}
      {order.data && may && <DestinationForm order={order.data} />}
    </>
  );
}

function DestinationForm({ order }: { order: Order }) {
  const { t } = useTranslation('life');
  const name = useName();
  const navigate = useNavigate();
  const places = useDestinations(order.dealer.id);
  const [place, setPlace] = useState<number | null>(null);
  const preview = useChangePreview(order, place === null ? null : { destination_id: place });
  const change = useChangeDestination(order.number, () => void navigate(`/orders/${order.number}`));
  const others = places.data?.filter((one) => one.id !== order.destination.id) ?? [];
  if (places.isPending) return <Bones rows={4} />;
  if (places.isError) return <ProblemState error={places.error} onRetry={() => void places.refetch()} />;
  if (others.length === 0) return <State drawing="empty" title={t('oneplace')} text={t('oneplaceText')} />;
  return (
    <Panel>
      <div className={styles.form}>
        <p>{t('destinationNow', { name: name(order.destination.name) })}</p>
        <Field label={t('newDestination')}>
          {({ id, describedBy }) => (
            <Select id={id} aria-describedby={describedBy} style={{ maxWidth: 360 }} placeholder={t('chooseDestination')} value={place} onChange={setPlace} options={others.map((one) => ({ value: one.id, label: name(one.name) }))} />
          )}
        </Field>
        {place !== null && preview.data && <ChangeEffects preview={preview.data} />}
        <ProblemNote error={change.error} />
        <div className={styles.actions}>
          <Button type="primary" disabled={place === null || !preview.data?.possible} loading={change.isPending || change.isSuccess} onClick={() => place !== null && change.mutate({ version: order.version, destination_id: place })}>
            {t('changeDestination')}
          </Button>
          <ButtonLink to={`/orders/${order.number}`}>{t('leaveIt')}</ButtonLink>
        </div>
      </div>
    </Panel>
  );
}

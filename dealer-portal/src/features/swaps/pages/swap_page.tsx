import { Button } from 'antd';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Choice, Facts, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { OrderStateTag } from '@/components/values/state_tag';
import { Day, Money } from '@/components/values/values';
import { api, call } from '@/lib/api/client';
import type { Order } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { useFilter } from '@/lib/use_filter';
import { useCarsToTakeOver, useTakeOver, type Candidate } from '../api/swaps';
import { CarFacts } from '../components/car_facts';
import styles from '../components/swaps.module.css';

/** The buyer of an order takes over a car that was ordered for stock. */
export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('swaps');
  const order = useQuery({ queryKey: ['order', number], queryFn: () => call(api.GET('/orders/{number}', { params: { path: { number } } })) });
  return (
    <>
      <PageHeader title={t('pageTitle', { number })} lead={t('lead')} back={{ to: `/orders/${number}`, label: number }} />
      {order.isPending && <Bones rows={6} />}
      {order.isError && <ProblemState error={order.error} />}
      {order.data && <Cars order={order.data} />}
    </>
  );
}

function Cars({ order }: { order: Order }) {
  const { t } = useTranslation(['swaps', 'life']);
  const [chosen, choose] = useFilter('car');
  const cars = useCarsToTakeOver(order, true);
  if (cars.isError) return <ProblemState error={cars.error} onRetry={() => void cars.refetch()} />;
  if (!cars.data) return <Bones rows={6} />;
  const items = cars.data.items;
  if (items.length === 0) return <State drawing="empty" title={t('none')} text={t('noneText')}><ButtonLink to={`/orders/${order.number}`}>{t('life:toOrder')}</ButtonLink></State>;
  const candidate = items.find((item) => item.car.order_number === chosen) ?? items[0]!;
  return (
    <div className={styles.sides}>
      <Panel title={t('title')}>
        <ul className={styles.cars}>
          {items.map((item) => (
            <li key={item.car.order_number} className={`${styles.car} ${item === candidate ? styles.chosen : ''}`}>
              <CarFacts candidate={item} currency={order.currency} />
              {item !== candidate && <div className={styles.foot}><Button size="small" onClick={() => choose(item.car.order_number)}>{t('choose')}</Button></div>}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('confirm')}>
        <Confirm key={candidate.car.order_number} order={order} candidate={candidate} />
      </Panel>
    </div>
  );
}

function Confirm({ order, candidate }: { order: Order; candidate: Candidate }) {
  const { t } = useTranslation('swaps');
  const name = useName();
  const navigate = useNavigate();
  const [freed, setFreed] = useState<'STOCK' | 'CANCEL'>('STOCK');
  const { car } = candidate;
  const takeOver = useTakeOver(order.number, (done) => void navigate(`/orders/${done.order_number}`));
  const submit = () => takeOver.mutate({ version: order.version, car: car.order_number, configuration_version: car.configuration_version, freed });
  return (
    <div className={styles.form}>
      <Facts
        facts={[
          { label: t('buyer'), value: order.customer?.name ?? '' },
          { label: t('orderBefore'), value: <><span className="mono">{order.number}</span> <OrderStateTag state={order.state} /></> },
          { label: t('orderAfter'), value: <><span className="mono">{car.order_number}</span> <OrderStateTag state={car.state} held={car.held} /></> },
          { label: t('promised'), value: <Day day={order.promised_date} /> },
          { label: t('priceBefore'), value: <Money amount={order.price} currency={order.currency} /> },
          { label: t('priceAfter'), value: <Money amount={car.price} currency={order.currency} /> },
          ...(car.destination.id === order.destination.id ? [] : [{ label: t('destination'), value: name(car.destination.name) }]),
        ]}
      />
      <p>{t('will', { number: car.order_number })}</p>
      <div>
        <p style={{ fontWeight: 550, marginBottom: 6 }}>{t('freed')}</p>
        <Choice label={t('freed')} value={freed} onChange={setFreed} options={[{ value: 'STOCK', label: t('freedStock') }, { value: 'CANCEL', label: t('freedCancel') }]} />
      </div>
      <p className="muted">{t(freed === 'STOCK' ? 'freedStockText' : 'freedCancelText', { number: order.number })}</p>
      <ProblemNote error={takeOver.error} />
      <div className={styles.actions}>
        <Button type="primary" loading={takeOver.isPending || takeOver.isSuccess} onClick={submit}>{t('takeNow')}</Button>
        <ButtonLink to={`/orders/${order.number}`}>{t('leaveIt')}</ButtonLink>
      </div>
    </div>
  );
}

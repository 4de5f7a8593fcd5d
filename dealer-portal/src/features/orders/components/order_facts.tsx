import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Facts, type Fact } from '@/components/page/page';
import { BuildLink } from '@/components/values/build_link';
import { CopyText } from '@/components/values/copy_text';
import { Ago, Day, Exact, Money, Nothing } from '@/components/values/values';
import type { Order } from '@/lib/api/types';
import { formatPhone } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { WishForm } from './wish_form';

export function OrderFacts({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'common', 'life']);
  const name = useName();
  const [wishing, setWishing] = useState(false);
  const mayWish = order.actions.includes('CHANGE_WISH') && !wishing;
  const late = order.promised_date !== null && order.promised_date > order.requested_date && order.state !== 'DELIVERED';
  const facts: Fact[] = [
    { label: t('fact.buyer'), value: order.customer ? <>{order.customer.name} <span className="muted">{formatPhone(order.customer.phone)}</span></> : t(`kind.${order.kind}`), wide: true },
    { label: t('fact.build'), value: order.build_id ? <CopyText text={order.build_id} what={t('fact.build')}><BuildLink build={order.build_id} /></CopyText> : <span className="muted">{t('fact.buildLater')}</span> },
    { label: t('common:vin'), value: order.vin ? <CopyText text={order.vin} what={t('common:vin')}><Link to={`/cars/${order.vin}`} className="mono">{order.vin}</Link></CopyText> : <span className="muted">{t('fact.vinLater')}</span>, wide: true },
    { label: t('fact.requested'), value: <><Day day={order.requested_date} />{mayWish && <Button type="link" size="small" aria-label={t('wish.title')} onClick={() => setWishing(true)}>{t('wish.change')}</Button>}</> },
    { label: t('fact.promised'), value: order.promised_date ? <span style={late ? { color: 'var(--warn)' } : undefined}><Day day={order.promised_date} />{late && ` (${t('laterThanAsked')})`}</span> : <Nothing /> },
    { label: t('fact.price'), value: <Money amount={order.price} currency={order.currency} /> },
    { label: t('fact.salesperson'), value: order.salesperson.name },
    { label: t('fact.destination'), value: name(order.destination.name) },
    { label: t('fact.placed'), value: <Ago at={order.placed_at} /> },
  ];
  if (order.build?.carrier) facts.push({ label: t('fact.carrier'), value: order.build.carrier });
  if (order.build?.road_eta && order.state === 'IN_TRANSIT') facts.push({ label: t('fact.roadEta'), value: <Exact at={order.build.road_eta} /> });
  if (order.fleet) facts.push({ label: t('life:fleet'), value: <Link to={`/fleet-orders/${order.fleet}`} className="mono">{order.fleet}</Link> });
  if (order.note) facts.push({ label: t('fact.note'), value: order.note });
  return (
    <div>
      <Facts facts={facts} />
      {wishing && <WishForm order={order} onDone={() => setWishing(false)} />}
    </div>
  );
}

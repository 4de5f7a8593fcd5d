import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState } from '@/components/states/states';
import { OrderStateTag } from '@/components/values/state_tag';
import { PromisePanel } from '@/features/promises';
import { SwapPanel } from '@/features/swaps';
import { BuyerLinkPanel } from '@/features/tracking';
import type { Order } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useResumeOrder, useSubmitOrder } from '../api/life';
import { useLiveOrder } from '../api/live';
import { useOrder } from '../api/orders';
import { AsBuiltPanel } from '../components/as_built_panel';
import { ChangeWindowsPanel } from '../components/change_windows_panel';
import { ConfigurationPanel } from '../components/configuration_panel';
import { Diary } from '../components/diary';
import { EventCode } from '../components/event_code';
import { Notices } from '../components/notices';
import { OrderCar } from '../components/order_car';
import { OrderBanners } from '../components/order_banners';
import { OrderFacts } from '../components/order_facts';
import { OrderRibbon } from '../components/order_ribbon';
import { SinceLook } from '../components/since_look';
import { StationLog } from '../components/station_log';
import styles from '../components/orders.module.css';

export function Component() {
  const { number = '' } = useParams();
  const order = useOrder(number);
  if (order.data) return <OrderView order={order.data} />;
  if (order.isError) return <ProblemState error={order.error} onRetry={() => void order.refetch()} />;
  return <><PageHeader title={number} /><Panel><Bones rows={10} /></Panel></>;
}

function OrderView({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'common']);
  const name = useName();
  // Only an order that may be seen may be followed: a stream with one forbidden topic is refused whole.
  useLiveOrder(order.number);
  const placed = (useLocation().state as { placed?: boolean } | null)?.placed === true;
  return (
    <>
      <PageHeader
        title={order.number}
        tag={<><OrderStateTag state={order.state} held={order.build?.state === 'HELD'} /><EventCode code={order.event_code} beside={order.build?.state === 'HELD' ? undefined : t(`common:orderState.${order.state}`)} /></>}
        lead={`${name(order.model_name)} ${order.model_year} · ${name(order.dealer.name)}`}
        back={{ to: '/orders', label: t('orders') }}
      >
        <Actions order={order} />
      </PageHeader>
      <OrderBanners order={order} placed={placed} />
      <div className={styles.order}>
        <div style={{ display: 'grid', gap: 16, alignContent: 'start', minWidth: 0 }}>
          <Panel title={t('way')}>
            <OrderRibbon order={order} />
          </Panel>
          <Panel>
            <div className={styles.head}>
              <OrderCar order={order} />
              <OrderFacts order={order} />
            </div>
          </Panel>
          <AsBuiltPanel order={order} />
          <ConfigurationPanel order={order} />
          {order.build_events.length > 0 && <StationLog order={order} />}
        </div>
        <div style={{ display: 'grid', gap: 16, alignContent: 'start', minWidth: 0 }}>
          <SinceLook order={order} />
          <PromisePanel number={order.number} />
          <SwapPanel order={order} />
          {!over.has(order.state) && <ChangeWindowsPanel order={order} />}
          <BuyerLinkPanel order={order} />
          <Panel title={t('diary')}>
            <Diary order={order} />
          </Panel>
        </div>
      </div>
    </>
  );
}

const over = new Set<Order['state']>(['DELIVERED', 'CANCELLED', 'REFUSED']);

function Actions({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'life', 'asBuilt']);
  const me = useMe();
  const may = (action: Order['actions'][number]) => order.actions.includes(action);
  const again = (order.state === 'REFUSED' || order.state === 'CANCELLED') && hasRole(me, 'SALESPERSON', 'DEALER_MANAGER') && me.organisation.id === order.dealer.id;
  const submit = useSubmitOrder(order.number);
  const resume = useResumeOrder(order.number);
  const failed = submit.error ?? resume.error;
  return (
    <>
      <ProblemNote error={failed} />
      <Notices notices={submit.data?.notices} />
      {again && <ButtonLink to={`/orders/new?again=${order.number}`} type="primary">{t('orderAgain')}</ButtonLink>}
      {may('SUBMIT') && <Button type="primary" loading={submit.isPending} onClick={() => submit.mutate({ version: order.version })}>{t('life:submit')}</Button>}
      {may('RESUME') && <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate({ version: order.version })}>{t('life:resume')}</Button>}
      {may('HOLD') && <ButtonLink to={`/orders/${order.number}/hold`}>{t('life:hold')}</ButtonLink>}
      {may('CANCEL') && <ButtonLink to={`/orders/${order.number}/cancel`}>{t('action.CANCEL')}</ButtonLink>}
      {may('CHANGE') && <ButtonLink to={`/orders/${order.number}/change`}>{t('action.CHANGE')}</ButtonLink>}
      {may('SIGN_OFF') && <ButtonLink to={`/orders/${order.number}/sign-off`} type="primary">{t('asBuilt:action')}</ButtonLink>}
      {may('HAND_OVER') && <ButtonLink to={`/orders/${order.number}/hand-over`} type="primary">{t('action.HAND_OVER')}</ButtonLink>}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Exact } from '@/components/values/values';
import type { Order } from '@/lib/api/types';
import { useCodeWords } from '@/lib/codes';
import { lastRefusal, pendingConfiguration } from './configurations';
import styles from './orders.module.css';

/** What a person must know about this order before anything else. */
export function OrderBanners({ order, placed }: { order: Order; placed: boolean }) {
  const { t } = useTranslation(['orders', 'life', 'asBuilt']);
  const words = useCodeWords();
  const pending = pendingConfiguration(order);
  const refused = lastRefusal(order);
  const refusedWhy = order.events.findLast((event) => event.kind === 'REFUSED_BY_LINE')?.detail.reason;
  return (
    <>
      {order.state === 'DRAFT' && <Banner tone="warn" title={t('life:banner.draft')} text={t('life:banner.draftText')} />}
      {order.state === 'WAITING' && <Banner tone="warn" title={t('life:banner.waiting', { position: order.waiting_position ?? 1 })} text={t('life:banner.waitingText')} />}
      {order.state === 'ON_HOLD' && <Banner tone="warn" title={order.held_by === 'PLANT' ? t('life:banner.heldByPlant') : t('life:banner.held')} text={order.hold_reason ?? ''} />}
      {placed && !['DRAFT', 'WAITING'].includes(order.state) && <Banner tone="good" title={t('banner.placed')} text={order.build_id ? t('banner.placedBuild', { build: order.build_id }) : t('banner.placedText')} />}
      {order.cancel_requested && order.state !== 'CANCELLED' && <Banner tone="warn" title={t('banner.cancelAsked')} text={t('banner.cancelAskedText')} />}
      {pending && <Banner tone="warn" title={t('banner.changePending')} text={<>{t('banner.changePendingText')} <Exact at={pending.requested_at} /></>} />}
      {refused && <Banner tone="bad" title={t('banner.changeRefused')} text={refused.refusal ? words('refusal', refused.refusal) : t('banner.changeRefusedText')} />}
      {order.state === 'ARRIVED' && order.as_built?.state === 'DIFFERS' && <Banner tone="bad" title={t('asBuilt:banner', { count: order.as_built.differences })} text={order.actions.includes('SIGN_OFF') ? t('asBuilt:bannerTextMine') : t('asBuilt:bannerText')} />}
      {order.state === 'REFUSED' && <Banner tone="bad" title={t('banner.refused')} text={<>{refusedWhy && <span className={styles.why}>{t('reasonIs', { reason: words('refusal', String(refusedWhy)) })}</span>}{t('banner.refusedText')}</>} />}
    </>
  );
}

function Banner({ tone, title, text }: { tone: 'good' | 'warn' | 'bad'; title: string; text: ReactNode }) {
  return (
    <div className={`${styles.banner} ${styles[tone]}`} role="status">
      <b>{title}</b>
      <span>{text}</span>
    </div>
  );
}

import { Button, Popconfirm, QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState } from '@/components/states/states';
import { CopyText } from '@/components/values/copy_text';
import { Exact } from '@/components/values/values';
import type { Order } from '@/lib/api/types';
import { hasRole, useMe } from '@/lib/session';
import { useBuyerLink, useMakeBuyerLink, useWithdrawBuyerLink } from '../api/tracking';
import styles from './buyer_link_panel.module.css';

const nothingToFollow = new Set<Order['state']>(['DRAFT', 'CANCELLED', 'REFUSED']);

/** What the salesperson gives the buyer, so that the buyer need not ring to ask where the car is. */
export function BuyerLinkPanel({ order }: { order: Order }) {
  const me = useMe();
  const mine = hasRole(me, 'SALESPERSON', 'DEALER_MANAGER') && me.organisation.id === order.dealer.id;
  return mine && order.customer && !nothingToFollow.has(order.state) ? <Link number={order.number} /> : null;
}

function Link({ number }: { number: string }) {
  const { t } = useTranslation('tracking');
  const link = useBuyerLink(number);
  const make = useMakeBuyerLink(number);
  const withdraw = useWithdrawBuyerLink(number, () => make.reset());
  const address = make.data && `${window.location.origin}${make.data.address}`;
  const there = link.data?.made_at ?? null;
  return (
    <Panel title={t('panel.title')}>
      {link.isPending && <Bones rows={2} />}
      {link.isError && <ProblemState error={link.error} onRetry={() => void link.refetch()} />}
      {link.data && (
        <div className={styles.link}>
          {address ? <Address address={address} /> : there === null ? <p>{t('panel.lead')}</p> : (
            <p>{t('panel.made', { who: link.data.made_by })} <Exact at={there} /><br />{t('panel.hidden')}</p>
          )}
          <ProblemNote error={make.error ?? withdraw.error} />
          <div className={styles.acts}>
            {there === null && <Button loading={make.isPending} onClick={() => make.mutate()}>{t('panel.make')}</Button>}
            {there !== null && !address && (
              <Popconfirm title={t('panel.remakeWill')} okText={t('panel.remake')} cancelText={t('panel.leave')} onConfirm={() => make.mutate()}>
                <Button loading={make.isPending}>{t('panel.remake')}</Button>
              </Popconfirm>
            )}
            {there !== null && (
              <Popconfirm title={t('panel.withdrawWill')} okText={t('panel.withdraw')} cancelText={t('panel.leave')} onConfirm={() => withdraw.mutate()}>
                <Button type="text" danger loading={withdraw.isPending}>{t('panel.withdraw')}</Button>
              </Popconfirm>
            )}
          </div>
        </div>
      )}
    </Panel>
  );
}

function Address({ address }: { address: string }) {
  const { t } = useTranslation('tracking');
  return (
    <div className={styles.address}>
      <div role="img" aria-label={t('panel.code')}>
        <QRCode type="svg" value={address} size={136} color="#000000" bgColor="#ffffff" bordered={false} />
      </div>
      <div className={styles.said}>
        <p>{t('panel.give')}</p>
        <CopyText text={address} what={t('panel.address')}>
          <a href={address} target="_blank" rel="noreferrer" className={styles.url}>{address.replace(/^https?:\/\//, '')}</a>
        </CopyText>
      </div>
    </div>
  );
}

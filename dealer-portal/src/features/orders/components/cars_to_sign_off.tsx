import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/page/page';
import { Tag } from '@/components/values/state_tag';
import { useOrders } from '../api/orders';
import { OrderRows } from './order_rows';

/** Cars that were built otherwise than ordered and wait for a manager; most days there is none. */
export function CarsToSignOff({ className }: { className?: string }) {
  const { t } = useTranslation(['asBuilt', 'orders']);
  const waiting = useOrders({ toSignOff: true });
  if (waiting.isPending || waiting.data?.items.length === 0) return null;
  return (
    <Panel title={t('toSignOff')} flush className={className} aside={<Link to="/orders?to_sign_off=true">{t('orders:all')}</Link>}>
      <OrderRows noWay query={waiting} empty={t('noneToSignOff')} aside={() => <Tag tone="bad">{t('state.DIFFERS')}</Tag>} />
    </Panel>
  );
}

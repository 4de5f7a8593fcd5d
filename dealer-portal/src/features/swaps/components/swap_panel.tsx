import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/page/button_link';
import { Panel } from '@/components/page/page';
import { Tag } from '@/components/values/state_tag';
import type { Order } from '@/lib/api/types';
import { useCarsToTakeOver } from '../api/swaps';
import { CarFacts } from './car_facts';
import styles from './swaps.module.css';

const most = 3;

/** Unsold cars that are nearly what this buyer waits for. Nothing where there is none: it is an offer, not a question. */
export function SwapPanel({ order }: { order: Order }) {
  const { t } = useTranslation('swaps');
  const may = order.actions.includes('TAKE_OVER');
  const cars = useCarsToTakeOver(order, may);
  const items = cars.data?.items ?? [];
  if (!may || items.length === 0) return null;
  return (
    <Panel title={t('title')} aside={<Tag tone="accent">{t('count', { count: items.length })}</Tag>}>
      <ul className={styles.cars}>
        {items.slice(0, most).map((candidate) => (
          <li key={candidate.car.order_number} className={styles.car}>
            <CarFacts candidate={candidate} currency={order.currency} />
            <div className={styles.foot}>
              <ButtonLink size="small" to={`/orders/${order.number}/swap?car=${candidate.car.order_number}`}>{t('take')}</ButtonLink>
            </div>
          </li>
        ))}
      </ul>
      {items.length > most && <ButtonLink type="link" to={`/orders/${order.number}/swap`}>{t('all', { count: items.length })}</ButtonLink>}
    </Panel>
  );
}

import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Money } from '@/components/values/values';
import type { Order } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { fromCents, toCents } from '@/lib/money';
import { currentConfiguration, pendingConfiguration } from './configurations';
import { Difference } from './difference';
import styles from './orders.module.css';

export function ConfigurationPanel({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'configurator']);
  const name = useName();
  const current = currentConfiguration(order);
  const pending = pendingConfiguration(order);
  // An order from a quote keeps the list prices that it was made of, and what was taken off them.
  const discount = current ? current.lines.reduce((sum, line) => sum + toCents(line.amount), -toCents(current.price)) : 0;
  return (
    <Panel title={t('configuration')}>
      {pending && current && (
        <div className={`${styles.banner} ${styles.warn}`}>
          <b>{t('pendingChange')}</b>
          <Difference from={current} to={pending} currency={order.currency} />
        </div>
      )}
      <ul className={styles.configuration}>
        {current?.lines.map((line) => (
          <li key={line.code}>
            <span>
              {`${t(`configurator:family.${line.family}`)} · `}
              <span style={{ color: 'var(--fg)' }}>{name(line.name)}</span> <span className="mono muted">{line.code}</span>
            </span>
            <span>{line.included ? <span className="muted">{t('configurator:included')}</span> : Number(line.amount) === 0 ? <span className="muted">{t('configurator:noCharge')}</span> : <Money amount={line.amount} currency={order.currency} />}</span>
          </li>
        ))}
      </ul>
      {discount > 0 && current && (
        <div className={styles.off}>
          <span>{t('discount')}</span>
          <Money amount={fromCents(-discount)} currency={order.currency} />
        </div>
      )}
      <div className={styles.sum}>
        <span>{t('configurator:total')}</span>
        <Money amount={current?.price ?? order.price} currency={order.currency} />
      </div>
    </Panel>
  );
}

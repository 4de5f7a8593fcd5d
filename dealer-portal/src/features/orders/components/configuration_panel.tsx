import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Money } from '@/components/values/values';
import type { Order } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { currentConfiguration, pendingConfiguration } from './configurations';
import { Difference } from './difference';
import styles from './orders.module.css';

export function ConfigurationPanel({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'configurator']);
  const name = useName();
  const current = currentConfiguration(order);
  const pending = pendingConfiguration(order);
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
      <div className={styles.sum}>
        <span>{t('configurator:total')}</span>
        <Money amount={current?.price ?? order.price} currency={order.currency} />
      </div>
    </Panel>
  );
}

import { useTranslation } from 'react-i18next';
import { Bones } from '@/components/states/states';
import { Money } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import type { ConfigurationCheck } from '../api/catalog';
import styles from './configurator.module.css';

type Props = { title: string; check: ConfigurationCheck | undefined; stale: boolean };

export function PriceLines({ title, check, stale }: Props) {
  const { t } = useTranslation('configurator');
  const name = useName();
  if (!check) return <Bones rows={4} />;
  return (
    <div className={stale ? styles.stale : undefined} aria-busy={stale}>
      <div className={styles.total}>
        <span>{title}</span>
        <b aria-label={t('total')} role="status">
          <Money amount={check.total} currency={check.currency} />
        </b>
      </div>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('priceLines')}>
      <ul className={styles.lines}>
        {Number(check.discount ?? 0) > 0 && (
          <li>
            <span>{t('discount')}</span>
            <Money amount={`-${check.discount}`} currency={check.currency} sign />
          </li>
        )}
        {check.lines.map((line) => (
          <li key={line.code}>
            <span>{name(line.name)}</span>
            <span>{line.included ? t('included') : Number(line.amount) === 0 ? t('noCharge') : <Money amount={line.amount} currency={check.currency} />}</span>
          </li>
        ))}
      </ul>
      </div>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { Money } from '@/components/values/values';
import { priceAfter, shareOf } from '../lib/terms';
import styles from './quotes.module.css';

type Props = { listPrice: string; discount: string; currency: string };

/** The list price, what comes off it, and what the buyer pays. */
export function Sums({ listPrice, discount, currency }: Props) {
  const { t } = useTranslation('quotes');
  const given = Number(discount || '0') > 0;
  return (
    <div className={styles.sums}>
      {given && <div><span className="muted">{t('listPrice')}</span><Money amount={listPrice} currency={currency} /></div>}
      {given && (
        <div className={styles.off}>
          <span>{t('discount')} <small>{`${shareOf(discount, listPrice)}%`}</small></span>
          <Money amount={`-${discount}`} currency={currency} />
        </div>
      )}
      <div className={styles.price}><span>{t('price')}</span><b role="status" aria-label={t('price')}><Money amount={priceAfter(listPrice, discount)} currency={currency} /></b></div>
    </div>
  );
}

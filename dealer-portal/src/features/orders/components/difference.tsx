import { useTranslation } from 'react-i18next';
import { Money } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { fromCents, toCents } from '@/lib/money';
import { difference, type Configuration } from './configurations';
import styles from './orders.module.css';

type Props = { from: Pick<Configuration, 'lines' | 'price'>; to: Pick<Configuration, 'lines' | 'price'>; currency: string };

/** What a change takes out and puts in, and what that does to the price. */
export function Difference({ from, to, currency }: Props) {
  const { t } = useTranslation('orders');
  const name = useName();
  const { added, removed } = difference(from.lines, to.lines);
  const effect = fromCents(toCents(to.price) - toCents(from.price));
  if (added.length + removed.length === 0) return <p className="muted">{t('nothingChanged')}</p>;
  return (
    <ul className={styles.diff}>
      {removed.map((line) => (
        <li key={line.code} className={styles.removed}>
          <span>{`− ${name(line.name)}`}</span>
        </li>
      ))}
      {added.map((line) => (
        <li key={line.code} className={styles.added}>
          <span>{`+ ${name(line.name)}`}</span>
        </li>
      ))}
      <li>
        <span>{t('priceEffect')}</span>
        <Money amount={effect} currency={currency} sign />
      </li>
    </ul>
  );
}

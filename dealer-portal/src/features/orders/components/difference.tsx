import { useTranslation } from 'react-i18next';
import { Money } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { fromCents, toCents } from '@/lib/money';
import { difference, type Configuration } from './configurations';
import styles from './orders.module.css';

type Side = Pick<Configuration, 'lines'> & { price?: string };
type Props = { from: Side; to: Side; currency: string };

/** What a change takes out and puts in, and what that does to the price where both prices are given. */
export function Difference({ from, to, currency }: Props) {
  const { t } = useTranslation('orders');
  const name = useName();
  const { added, removed } = difference(from.lines, to.lines);
  const effect = from.price && to.price ? fromCents(toCents(to.price) - toCents(from.price)) : null;
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
      {effect && (
        <li>
          <span>{t('priceEffect')}</span>
          <Money amount={effect} currency={currency} sign />
        </li>
      )}
    </ul>
  );
}

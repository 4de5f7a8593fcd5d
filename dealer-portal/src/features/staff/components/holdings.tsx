import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '@/lib/use_format';
import type { Holdings as Held } from '../api/staff';
import styles from './staff.module.css';

type Props = { holdings: Held; person?: number };

/** What hangs on somebody, line by line; orders lead to where they can be looked at. */
export function Holdings({ holdings, person }: Props) {
  const { t } = useTranslation('staff');
  const { count } = useFormat();
  const lines: { key: keyof Held; to?: string }[] = [
    { key: 'orders', to: person && `/orders?salesperson=${person}` },
    { key: 'drafts', to: person && `/orders?salesperson=${person}&state=DRAFT` },
    { key: 'quotes' },
    { key: 'customers' },
    { key: 'tasks' },
  ].map((line) => ({ ...line, key: line.key as keyof Held, to: line.to || undefined }));
  return (
    <ul className={styles.holdings}>
      {lines.map(({ key, to }) => (
        <li key={key}>
          {to && holdings[key] > 0 ? <Link to={to}>{t(`holding.${key}`)}</Link> : <span>{t(`holding.${key}`)}</span>}
          <b>{count(holdings[key])}</b>
        </li>
      ))}
    </ul>
  );
}

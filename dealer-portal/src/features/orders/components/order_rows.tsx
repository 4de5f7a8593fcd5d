import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ThinRibbon } from '@/components/ribbon/thin_ribbon';
import { Bones, ProblemState } from '@/components/states/states';
import { Swatch } from '@/components/values/values';
import type { OrderSummary } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { useLine } from '@/lib/lines';
import { useMe } from '@/lib/session';
import { ChangedMark } from './changed_mark';
import styles from './orders.module.css';

type Props = {
  query: UseInfiniteQueryResult<{ items: OrderSummary[] }>;
  pick?: (row: OrderSummary) => boolean;
  most?: number;
  empty: string;
  aside: (row: OrderSummary) => ReactNode;
  to?: (row: OrderSummary) => string;
  /** For rows that all stand at the same place, the way there says nothing. */
  noWay?: boolean;
};

/** A few orders as lines that lead on. */
export function OrderRows({ query, pick = () => true, most = 6, empty, aside, to = (row) => `/orders/${row.number}`, noWay }: Props) {
  const { t } = useTranslation('orders');
  const name = useName();
  const here = useMe().organisation.id;
  const stations = useLine()?.stations ?? [];
  if (query.isPending) return <div className={styles.quiet}><Bones rows={4} /></div>;
  if (query.isError) return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  const rows = query.data.items.filter(pick).slice(0, most);
  if (rows.length === 0) return <p className={styles.quiet}>{empty}</p>;
  return (
    <ul className={styles.rows}>
      {rows.map((row) => (
        <li key={row.number}>
          <Link to={to(row)} className={noWay ? `${styles.row} ${styles.short}` : styles.row}>
            <span>
              <b><ChangedMark changed={row.changed} />{row.customer_name ?? t(`kind.${row.kind}`)}</b>
              <small>
                <Swatch colour={row.colour.swatch} />
                {[name(row.model_name), row.number, row.dealer.id !== here && name(row.dealer.name)].filter(Boolean).join(' · ')}
              </small>
            </span>
            {!noWay && <ThinRibbon stations={stations} state={row.state} station={row.station} held={row.held} />}
            <span className={styles.right}>{aside(row)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { Tag } from '@/components/values/state_tag';
import { useNow } from '@/lib/clock';
import { useName } from '@/lib/i18n';
import { useFormat } from '@/lib/use_format';
import { useClosingToday, type ClosingOrder } from '../api/closing';
import { closingSoonMs, timeLeft } from '../lib/time_left';
import styles from './orders.module.css';

const most = 6;

/** Buyers who can still change something today, and no longer tomorrow. */
export function ClosingToday({ mine, className }: { mine: boolean; className?: string }) {
  const { t } = useTranslation('life');
  const closing = useClosingToday(mine);
  const rows = closing.data?.items ?? [];
  return (
    <Panel title={t('closingToday')} flush className={className} aside={rows.length > most ? <span className="muted">{t('closingMore', { count: rows.length - most })}</span> : undefined}>
      {closing.isPending && <div className={styles.quiet}><Bones rows={2} /></div>}
      {closing.isError && <ProblemState error={closing.error} onRetry={() => void closing.refetch()} />}
      {closing.isSuccess && rows.length === 0 && <p className={styles.quiet}>{t('noneClosing')}</p>}
      <ul className={styles.rows}>
        {rows.slice(0, most).map((row) => <li key={row.number}><Row row={row} /></li>)}
      </ul>
    </Panel>
  );
}

function Row({ row }: { row: ClosingOrder }) {
  const { t } = useTranslation(['life', 'orders']);
  const name = useName();
  const { clock } = useFormat();
  const now = useNow();
  const left = Math.max(0, Date.parse(row.groups[0]?.closes_at ?? '') - now);
  const closing = (one: ClosingOrder['groups'][number]) => {
    const [from, to] = [clock(Date.parse(one.closes_at)), clock(Date.parse(one.last_closes_at))];
    return t('closingAt', { group: t(`group.${one.group}`), time: from === to ? from : t('fromTo', { from, to }) });
  };
  return (
    <Link to={`/orders/${row.number}`} className={styles.row}>
      <span>
        <b>{row.customer_name ?? t('orders:kind.STOCK')}</b>
        <small>{`${name(row.model_name)} · ${row.number} · ${row.salesperson_name}`}</small>
      </span>
      <span>{row.groups.map(closing).join(t('listComma'))}</span>
      <span className={styles.right}><Tag tone={left < closingSoonMs ? 'warn' : 'ok'}>{t('left', { time: timeLeft(left, t) })}</Tag></span>
    </Link>
  );
}

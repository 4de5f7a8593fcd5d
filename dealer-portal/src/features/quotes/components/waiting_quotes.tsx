import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { Money } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useLiveQuotes } from '../api/live';
import { useQuotes, type QuoteSummary } from '../api/quotes';
import { shareOf } from '../lib/terms';
import styles from './quotes.module.css';

const most = 6;

/** Quotes that wait for the dealer manager's word. */
export function WaitingQuotes({ className }: { className?: string }) {
  const { t } = useTranslation('quotes');
  const waiting = useQuotes({ state: 'WAITING_APPROVAL' });
  useLiveQuotes();
  const rows = waiting.data?.items ?? [];
  return (
    <Panel title={t('waiting')} flush className={className} aside={<Link to="/quotes?state=WAITING_APPROVAL">{t('all')}</Link>}>
      {waiting.isPending && <div className={styles.quiet}><Bones rows={2} /></div>}
      {waiting.isError && <ProblemState error={waiting.error} onRetry={() => void waiting.refetch()} />}
      {waiting.isSuccess && rows.length === 0 && <p className={styles.quiet}>{t('noneWaiting')}</p>}
      <ul className={styles.rows}>
        {rows.slice(0, most).map((row) => <li key={row.number}><Row row={row} /></li>)}
      </ul>
    </Panel>
  );
}

function Row({ row }: { row: QuoteSummary }) {
  const { t } = useTranslation('quotes');
  const name = useName();
  return (
    <Link to={`/quotes/${row.number}`} className={styles.row}>
      <span>
        <b>{row.customer_name}</b>
        <small>{`${name(row.model_name)} · ${row.salesperson.name} · ${row.number}`}</small>
      </span>
      <span className={styles.right}>
        <Money amount={row.discount} currency={row.currency} />
        <small>{t('offList', { percent: shareOf(row.discount, row.list_price) })}</small>
      </span>
    </Link>
  );
}

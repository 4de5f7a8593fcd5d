import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Exact, Money } from '@/components/values/values';
import type { Quote } from '../api/quotes';
import { priceAfter } from '../lib/terms';
import styles from './quotes.module.css';

/** What happened to the quote and who did it, newest first. */
export function QuoteDiary({ quote }: { quote: Quote }) {
  const { t } = useTranslation('quotes');
  return (
    <ol className={styles.diary}>
      {[...quote.events].reverse().map((event, index) => (
        <li key={`${event.at}${index}`}>
          <div><b style={{ fontWeight: 550 }}>{t(`event.${event.kind}`)}</b></div>
          <div className="muted"><Money amount={priceAfter(event.list_price, event.discount)} currency={quote.currency} /></div>
          {event.comment && (event.kind === 'ORDERED' || event.kind === 'CAR_SWAPPED' ? <Link to={`/orders/${event.comment}`} className="mono">{event.comment}</Link> : <div>{t('said', { text: event.comment })}</div>)}
          <div className={styles.when}><Exact at={event.at} /> · {event.actor}</div>
        </li>
      ))}
    </ol>
  );
}

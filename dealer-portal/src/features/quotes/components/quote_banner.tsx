import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '@/lib/use_format';
import type { Quote } from '../api/quotes';
import styles from './quotes.module.css';

/** What a person must know about this quote before anything else. */
export function QuoteBanner({ quote }: { quote: Quote }) {
  const { t } = useTranslation('quotes');
  const { day } = useFormat();
  const reason = quote.events.findLast((event) => event.kind === quote.state)?.comment;
  if (quote.state === 'WAITING_APPROVAL' && !quote.actions.includes('APPROVE')) return <Banner tone="warn" title={t('banner.waiting')} text={t('banner.waitingText')} />;
  if (quote.state === 'DECLINED') return <Banner tone="bad" title={t('banner.declined')} text={reason ? t('said', { text: reason }) : t('banner.declinedText')} />;
  if (quote.state === 'EXPIRED') return <Banner tone="warn" title={t('banner.expired', { day: day(quote.valid_until) })} text={t('banner.expiredText')} />;
  if (quote.state !== 'ORDERED' || !quote.order_number) return null;
  return (
    <div className={`${styles.banner} ${styles.good}`} role="status">
      <b>{t('banner.ordered')}</b>
      <Link to={`/orders/${quote.order_number}`}>{quote.order_number}</Link>
    </div>
  );
}

function Banner({ tone, title, text }: { tone: 'warn' | 'bad'; title: string; text: string }) {
  return (
    <div className={`${styles.banner} ${styles[tone]}`} role="status">
      <b>{title}</b>
      <span>{text}</span>
    </div>
  );
}

import { FilePdfOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Facts, PageHeader, Panel, type Fact } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { Ago, Day, Money } from '@/components/values/values';
import { formatPhone } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { useLiveQuote } from '../api/live';
import { documentAddress, useQuote, type Quote } from '../api/quotes';
import { Decision } from '../components/decision';
import { QuoteBanner } from '../components/quote_banner';
import { QuoteCar } from '../components/quote_car';
import { QuoteDiary } from '../components/quote_diary';
import { QuoteStateTag } from '../components/quote_state_tag';
import { Sums } from '../components/sums';
import styles from '../components/quotes.module.css';

export function Component() {
  const { number = '' } = useParams();
  const quote = useQuote(number);
  useLiveQuote(number);
  if (quote.data) return <QuoteView quote={quote.data} />;
  if (quote.isError) return <ProblemState error={quote.error} onRetry={() => void quote.refetch()} />;
  return <><PageHeader title={number} /><Panel><Bones rows={10} /></Panel></>;
}

function QuoteView({ quote }: { quote: Quote }) {
  const { t } = useTranslation('quotes');
  const name = useName();
  return (
    <>
      <PageHeader title={quote.number} tag={<QuoteStateTag state={quote.state} />} lead={`${name(quote.model_name)} ${quote.model_year} · ${name(quote.dealer.name)}`} back={{ to: '/quotes', label: t('quotes') }}>
        <Actions quote={quote} />
      </PageHeader>
      <QuoteBanner quote={quote} />
      {quote.actions.includes('APPROVE') && <Decision quote={quote} />}
      <div className={styles.quote}>
        <div className={styles.main}>
          <Panel><QuoteFacts quote={quote} /></Panel>
          <Panel title={t('configuration')}><PricedLines quote={quote} /></Panel>
        </div>
        <div className={styles.main}>
          <Panel><QuoteCar quote={quote} /></Panel>
          <Panel title={t('diary')}><QuoteDiary quote={quote} /></Panel>
        </div>
      </div>
    </>
  );
}

const printed: Quote['state'][] = ['OPEN', 'APPROVED', 'ORDERED', 'EXPIRED'];

function Actions({ quote }: { quote: Quote }) {
  const { t } = useTranslation('quotes');
  const may = (action: Quote['actions'][number]) => quote.actions.includes(action);
  return (
    <>
      {printed.includes(quote.state) && (
        <>
          <Button icon={<FilePdfOutlined aria-hidden />} href={documentAddress(quote.number, 'zh-CN')} target="_blank" rel="noreferrer">{t('printChinese')}</Button>
          <Button icon={<FilePdfOutlined aria-hidden />} href={documentAddress(quote.number, 'en')} target="_blank" rel="noreferrer">{t('printEnglish')}</Button>
        </>
      )}
      {may('WITHDRAW') && <ButtonLink to={`/quotes/${quote.number}/withdraw`}>{t('withdraw')}</ButtonLink>}
      {may('REVISE') && <ButtonLink to={`/quotes/${quote.number}/revise`}>{t('revise')}</ButtonLink>}
      {may('ORDER') && <ButtonLink to={`/quotes/${quote.number}/order`} type="primary">{t('order')}</ButtonLink>}
    </>
  );
}

function QuoteFacts({ quote }: { quote: Quote }) {
  const { t } = useTranslation('quotes');
  const facts: Fact[] = [
    { label: t('column.customer'), value: <>{quote.customer.name} <span className="muted nowrap">{formatPhone(quote.customer.phone)}</span></>, wide: true },
    { label: t('validUntil'), value: <Day day={quote.valid_until} /> },
    { label: t('column.salesperson'), value: quote.salesperson.name },
    { label: t('column.made'), value: <Ago at={quote.created_at} /> },
  ];
  if (quote.order_number) facts.push({ label: t('column.order'), value: <Link to={`/orders/${quote.order_number}`} className="mono">{quote.order_number}</Link> });
  if (quote.note) facts.push({ label: t('note'), value: quote.note, wide: true });
  return <Facts facts={facts} />;
}

function PricedLines({ quote }: { quote: Quote }) {
  const { t } = useTranslation('configurator');
  const name = useName();
  return (
    <>
      <ul className={styles.lines}>
        {quote.lines.map((line) => (
          <li key={line.code}>
            <span>
              {`${t(`family.${line.family}`)} · `}
              <span style={{ color: 'var(--fg)' }}>{name(line.name)}</span> <span className="mono muted">{line.code}</span>
            </span>
            {line.included || Number(line.amount) === 0 ? <span className="muted">{line.included ? t('included') : t('noCharge')}</span> : <Money amount={line.amount} currency={quote.currency} />}
          </li>
        ))}
      </ul>
      <Sums listPrice={quote.list_price} discount={quote.discount} currency={quote.currency} />
    </>
  );
}

import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Facts, Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { Day } from '@/components/values/values';
import { RequestedDate } from '@/features/configurator';
import { useName } from '@/lib/i18n';
import { useOrderQuote, useQuote, type Quote } from '../api/quotes';
import { QuoteCar } from '../components/quote_car';
import { Sums } from '../components/sums';
import styles from '../components/quotes.module.css';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('quotes');
  const quote = useQuote(number);
  const may = quote.data?.actions.includes('ORDER');
  return (
    <>
      <PageHeader title={t('orderTitle', { number })} back={{ to: `/quotes/${number}`, label: number }} />
      {quote.isPending && <Bones rows={6} />}
      {quote.isError && <ProblemState error={quote.error} />}
      {quote.data && !may && <State drawing="closed" title={t('closed')} text={t('closedText')} />}
      {quote.data && may && <OrderForm quote={quote.data} />}
    </>
  );
}

function OrderForm({ quote }: { quote: Quote }) {
  const { t } = useTranslation(['quotes', 'configurator']);
  const name = useName();
  const navigate = useNavigate();
  const [date, setDate] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const order = useOrderQuote(quote.number, (done) => void navigate(`/orders/${done.order_number ?? ''}`, { state: { placed: true } }));
  const submit = () => {
    setTried(true);
    if (date) order.mutate({ version: quote.version, requested_date: date, note: note.trim() || undefined });
  };
  return (
    <div className={styles.quote}>
      <Panel>
        <div className={styles.form}>
          <p>{t('orderText')}</p>
          <RequestedDate value={date} fault={tried && !date ? t('configurator:needDate') : undefined} onChange={setDate} />
          <Field label={t('configurator:note')} hint={t('configurator:noteHint')}>
            {({ id, describedBy }) => <Input.TextArea id={id} aria-describedby={describedBy} rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Field>
          <ProblemNote error={order.error} />
          <div className={styles.actions}>
            <Button type="primary" loading={order.isPending || order.isSuccess} onClick={submit}>{t('orderNow')}</Button>
            <ButtonLink to={`/quotes/${quote.number}`}>{t('notYet')}</ButtonLink>
          </div>
        </div>
      </Panel>
      <Panel>
        <QuoteCar quote={quote} />
        <Facts facts={[{ label: t('column.customer'), value: quote.customer.name }, { label: t('column.car'), value: `${name(quote.model_name)} ${quote.model_year}` }, { label: t('validUntil'), value: <Day day={quote.valid_until} /> }]} />
        <Sums listPrice={quote.list_price} discount={quote.discount} currency={quote.currency} />
      </Panel>
    </div>
  );
}

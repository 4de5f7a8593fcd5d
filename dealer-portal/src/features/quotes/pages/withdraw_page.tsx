import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { useQuote, useWithdrawQuote, type Quote } from '../api/quotes';
import styles from '../components/quotes.module.css';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('quotes');
  const quote = useQuote(number);
  const may = quote.data?.actions.includes('WITHDRAW');
  return (
    <>
      <PageHeader title={t('withdrawTitle', { number })} back={{ to: `/quotes/${number}`, label: number }} />
      {quote.isPending && <Bones rows={4} />}
      {quote.isError && <ProblemState error={quote.error} />}
      {quote.data && !may && <State drawing="closed" title={t('closed')} text={t('closedText')} />}
      {quote.data && may && <WithdrawForm quote={quote.data} />}
    </>
  );
}

function WithdrawForm({ quote }: { quote: Quote }) {
  const { t } = useTranslation('quotes');
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const withdraw = useWithdrawQuote(quote.number, () => void navigate(`/quotes/${quote.number}`));
  return (
    <Panel>
      <div className={styles.form}>
        <p>{t('withdrawText')}</p>
        <Field label={t('withdrawReason')} hint={t('optional')}>
          {({ id, describedBy }) => <Input.TextArea id={id} aria-describedby={describedBy} rows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        <ProblemNote error={withdraw.error} />
        <div className={styles.actions}>
          <Button danger type="primary" loading={withdraw.isPending || withdraw.isSuccess} onClick={() => withdraw.mutate({ version: quote.version, comment: reason.trim() || undefined })}>{t('withdrawNow')}</Button>
          <ButtonLink to={`/quotes/${quote.number}`}>{t('keep')}</ButtonLink>
        </div>
      </div>
    </Panel>
  );
}

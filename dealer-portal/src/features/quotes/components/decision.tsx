import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Panel } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { useFormat } from '@/lib/use_format';
import { useApproveQuote, useDeclineQuote, type Quote } from '../api/quotes';
import { shareOf } from '../lib/terms';
import styles from './quotes.module.css';

const nothing = () => undefined;

/** The manager's word on a discount above the salesperson's limit. */
export function Decision({ quote }: { quote: Quote }) {
  const { t } = useTranslation('quotes');
  const { money } = useFormat();
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const approve = useApproveQuote(quote.number, nothing);
  const decline = useDeclineQuote(quote.number, nothing);
  const busy = approve.isPending || decline.isPending;
  const text = comment.trim();
  const refuse = () => {
    setTried(true);
    if (text) decline.mutate({ version: quote.version, comment: text });
  };
  const asked = { person: quote.salesperson.name, amount: money(quote.discount, quote.currency), percent: shareOf(quote.discount, quote.list_price) };
  return (
    <Panel title={t('decideTitle')} className={styles.decide}>
      <div className={styles.form}>
        <p>{t('decideText', asked)}</p>
        <Field label={t('comment')} hint={t('commentHint')} fault={tried && !text ? t('needComment') : undefined}>
          {({ id, describedBy, invalid }) => <Input.TextArea id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} rows={2} maxLength={300} value={comment} onChange={(event) => setComment(event.target.value)} />}
        </Field>
        <ProblemNote error={approve.error ?? decline.error} />
        <div className={styles.actions}>
          <Button type="primary" loading={approve.isPending} disabled={busy} onClick={() => approve.mutate({ version: quote.version, comment: text || undefined })}>{t('approve')}</Button>
          <Button danger loading={decline.isPending} disabled={busy} onClick={refuse}>{t('decline')}</Button>
        </div>
      </div>
    </Panel>
  );
}

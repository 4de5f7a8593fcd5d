import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Field } from '@/components/page/page';
import { Tag } from '@/components/values/state_tag';
import { useNow } from '@/lib/clock';
import { dayAt } from '@/lib/format';
import { useFormat, useTimeZone } from '@/lib/use_format';
import type { QuoteLimits } from '../api/quotes';
import { most, plainPercent, standing, type Terms } from '../lib/terms';
import styles from './quotes.module.css';

type Props = {
  terms: Terms;
  listPrice: string;
  currency: string;
  limits: QuoteLimits | undefined;
  fault: (pointer: string) => string | undefined;
  onChange: (change: Partial<Terms>) => void;
};

const days = [7, 14, 30];

export function TermsFields({ terms, listPrice, currency, limits, fault, onChange }: Props) {
  const { t } = useTranslation('quotes');
  return (
    <div className={styles.terms}>
      <Discount {...{ terms, listPrice, currency, limits, fault, onChange }} />
      <ValidUntil value={terms.validUntil} fault={fault('/valid_until')} onChange={(validUntil) => onChange({ validUntil })} />
      <Field label={t('note')} hint={t('noteHint')} fault={fault('/note')}>
        {({ id, describedBy }) => <Input.TextArea id={id} aria-describedby={describedBy} rows={2} maxLength={500} value={terms.note} onChange={(event) => onChange({ note: event.target.value })} />}
      </Field>
    </div>
  );
}

function Discount({ terms, listPrice, currency, limits, fault, onChange }: Props) {
  const { t } = useTranslation('quotes');
  const { money } = useFormat();
  const stands = limits ? standing(terms.discount, listPrice, limits) : 'within';
  const amounts = limits && {
    alone: money(most(listPrice, limits.percent), currency),
    alonePercent: plainPercent(limits.percent),
    highest: money(most(listPrice, limits.highest_percent), currency),
    highestPercent: plainPercent(limits.highest_percent),
  };
  const wrong = stands === 'unreadable' ? t('discountUnreadable') : stands === 'impossible' && amounts ? t('discountImpossible', amounts) : fault('/discount');
  const higher = limits !== undefined && Number(limits.highest_percent) > Number(limits.percent);
  return (
    <Field label={t('discount')} hint={amounts && (higher ? t('discountLimits', amounts) : t('discountLimit', amounts))} fault={wrong}>
      {({ id, describedBy, invalid }) => (
        <div className={styles.quick}>
          <Input id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} inputMode="decimal" prefix="¥" placeholder="0" maxLength={12} style={{ width: 170 }} value={terms.discount} onChange={(event) => onChange({ discount: event.target.value.trim() })} />
          {stands === 'approval' && <Tag tone="warn">{t('needsApproval')}</Tag>}
        </div>
      )}
    </Field>
  );
}

function ValidUntil({ value, fault, onChange }: { value: string | null; fault: string | undefined; onChange: (day: string | null) => void }) {
  const { t } = useTranslation('quotes');
  const today = dayjs(dayAt(useNow(), useTimeZone()));
  const inDays = (count: number) => today.add(count, 'day').format('YYYY-MM-DD');
  return (
    <Field label={t('validUntil')} hint={t('validUntilHint')} fault={fault}>
      {({ id, describedBy, invalid }) => (
        <div className={styles.quick}>
          <DatePicker id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} value={dayjs(value ?? inDays(14))} allowClear={false} minDate={today} maxDate={today.add(90, 'day')} format="YYYY-MM-DD" onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)} />
          {days.map((count) => <Button key={count} onClick={() => onChange(inDays(count))}>{t('inDays', { count })}</Button>)}
        </div>
      )}
    </Field>
  );
}

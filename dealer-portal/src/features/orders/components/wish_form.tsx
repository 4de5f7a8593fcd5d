import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import type { Order } from '@/lib/api/types';
import { useNow } from '@/lib/clock';
import { dayAt } from '@/lib/format';
import { useTimeZone } from '@/lib/use_format';
import { useChangeWish } from '../api/life';
import styles from './orders.module.css';

/** When the buyer would like the car, and what is to be minded; only what was changed is sent. */
export function WishForm({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useTranslation('orders');
  const today = dayjs(dayAt(useNow(), useTimeZone()));
  const [date, setDate] = useState(order.requested_date);
  const [note, setNote] = useState(order.note);
  const change = useChangeWish(order.number, onDone);
  const changed = date !== order.requested_date || note.trim() !== order.note;
  const save = () =>
    change.mutate({
      version: order.version,
      requested_date: date === order.requested_date ? undefined : date,
      note: note.trim() === order.note ? undefined : note.trim(),
    });
  return (
    <div className={styles.form} role="group" aria-label={t('wish.title')} style={{ marginTop: 16 }}>
      <Field label={t('wish.date')} hint={t('wish.dateHint')}>
        {({ id, describedBy }) => (
          <DatePicker id={id} aria-describedby={describedBy} allowClear={false} format="YYYY-MM-DD" style={{ maxWidth: 220 }} value={dayjs(date)} minDate={today} maxDate={today.add(2, 'year')} onChange={(day) => day && setDate(day.format('YYYY-MM-DD'))} />
        )}
      </Field>
      <Field label={t('wish.note')}>
        {({ id }) => <Input.TextArea id={id} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      <ProblemNote error={change.error} />
      <div className={styles.actions}>
        <Button type="primary" disabled={!changed} loading={change.isPending} onClick={save}>{t('wish.save')}</Button>
        <Button onClick={onDone}>{t('wish.leave')}</Button>
      </div>
    </div>
  );
}

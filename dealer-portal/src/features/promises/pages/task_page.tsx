import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Choice, Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { dayAt, formatPhone } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { useTimeZone } from '@/lib/use_format';
import { useCompleteTask, usePromiseTask, useSameBuyersTasks, type PromiseTask } from '../api/promises';
import { EtaDates } from '../components/eta_dates';
import { MissingPart } from '../components/missing_part';
import styles from '../components/promises.module.css';
import { SameBuyer } from '../components/same_buyer';
import { addDays } from '../lib/days';

/** Call the customer, write down what was said, agree on another day or not. */
export function Component() {
  const { id = '' } = useParams();
  const { t } = useTranslation('promises');
  const name = useName();
  const task = usePromiseTask(Number(id));
  const others = useSameBuyersTasks(Number(id));
  return (
    <>
      <PageHeader
        title={t('callTitle')}
        lead={task.data && `${name(task.data.model_name)} · ${task.data.order_number}`}
        back={task.data ? { to: `/orders/${task.data.order_number}`, label: task.data.order_number } : undefined}
      />
      {(task.isPending || (task.isSuccess && others.isPending)) && <Panel><Bones rows={6} /></Panel>}
      {task.isError && <ProblemState error={task.error} onRetry={() => void task.refetch()} />}
      {task.isSuccess && others.isError && <ProblemState error={others.error} onRetry={() => void others.refetch()} />}
      {task.data?.state === 'DONE' && <State drawing="closed" title={t('done')} text={task.data.note || t(`outcome.${task.data.outcome ?? 'TOLD'}`)} />}
      {task.data?.state === 'OPEN' && others.data && <CallForm task={task.data} others={others.data.items} />}
    </>
  );
}

function CallForm({ task, others }: { task: PromiseTask; others: PromiseTask[] }) {
  const { t } = useTranslation('promises');
  const navigate = useNavigate();
  const zone = useTimeZone();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const spoken = others.filter((other) => !left.has(other.id));
  // One day for all of them is that of the last to come.
  const earliest = [task, ...spoken].map((each) => (each.p90_at ? dayAt(each.p90_at, zone) : each.promised_date)).reduce((a, b) => (a > b ? a : b));
  const [note, setNote] = useState('');
  const [agreed, setAgreed] = useState<'new' | 'same'>('new');
  const [chosen, setChosen] = useState<string | null>(null);
  const day = chosen !== null && chosen >= earliest ? chosen : addDays(earliest, 1);
  const [tried, setTried] = useState(false);
  const complete = useCompleteTask(task, () => void navigate(`/orders/${task.order_number}`));
  const submit = () => {
    setTried(true);
    const told = spoken.map(({ id, version }) => ({ id, version }));
    if (note.trim()) complete.mutate({ version: task.version, note: note.trim(), promised_date: agreed === 'new' ? day : null, others: told });
  };
  return (
    <Panel>
      <div className={styles.form}>
        <p className="muted" style={{ margin: 0 }}>{t('callLead', { reason: t(`reason.${task.reason}`) })}</p>
        {task.missing_part && <MissingPart part={task.missing_part} />}
        <Callee task={task} />
        <div><EtaDates p50={task.p50_at} p90={task.p90_at} promised={task.promised_date} /></div>
        {others.length > 0 && <SameBuyer tasks={others} left={left} onLeft={setLeft} />}
        <Choice
          label={t('agreement')}
          value={agreed}
          options={[{ value: 'new', label: t('newDay') }, { value: 'same', label: t('sameDay') }]}
          onChange={setAgreed}
        />
        {agreed === 'new' && (
          <Field label={t('newPromise')} hint={t('newPromiseHint')} fault={complete.error?.about('/promised_date')}>
            {({ id, describedBy }) => (
              <DatePicker id={id} aria-describedby={describedBy} allowClear={false} value={dayjs(day)} minDate={dayjs(earliest)} onChange={(value) => { if (value) setChosen(value.format('YYYY-MM-DD')); }} />
            )}
          </Field>
        )}
        <Field label={t('note')} hint={t('noteHint')} fault={tried && !note.trim() ? t('needNote') : undefined}>
          {({ id, describedBy, invalid }) => <Input.TextArea id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} rows={3} maxLength={500} showCount value={note} onChange={(event) => setNote(event.target.value)} />}
        </Field>
        <ProblemNote error={complete.error} />
        <div className={styles.actions}>
          <Button type="primary" loading={complete.isPending || complete.isSuccess} onClick={submit}>{t('save')}</Button>
          <ButtonLink to={`/orders/${task.order_number}`}>{t('notNow')}</ButtonLink>
        </div>
      </div>
    </Panel>
  );
}

function Callee({ task }: { task: PromiseTask }) {
  const { t } = useTranslation('promises');
  if (!task.customer_name || !task.customer_phone) return <p className={styles.said}>{t('stock')}</p>;
  return (
    <p className={styles.call} style={{ margin: 0 }}>
      {task.customer_name} <a href={`tel:${task.customer_phone}`} className="nowrap">{formatPhone(task.customer_phone)}</a>
    </p>
  );
}

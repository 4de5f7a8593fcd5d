import { Button, Input, InputNumber } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { useSetPriority, type SequenceCar } from '../api/sequence';
import styles from './board.module.css';

/** How urgent the car is. The next plan goes by it. */
export function PriorityForm({ line, car, onDone }: { line: string; car: SequenceCar; onDone: () => void }) {
  const { t } = useTranslation('scheduling');
  const [priority, setPriority] = useState<number | null>(car.priority);
  const [reason, setReason] = useState('');
  const save = useSetPriority(line, onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (priority !== null && reason.trim()) save.mutate({ build_id: car.build_id, priority, reason: reason.trim() });
  };
  return (
    <form className={styles.priority} onSubmit={submit}>
      <Field label={t('priority')}>{({ id }) => <InputNumber id={id} autoFocus style={{ width: '100%' }} min={0} max={100} precision={0} value={priority} onChange={setPriority} />}</Field>
      <Field label={t('priorityReason')}>{({ id }) => <Input id={id} placeholder={t('priorityReasonHint')} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />}</Field>
      <p className={styles.note}>{t('priorityHint')}</p>
      <ProblemNote error={save.error} />
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={priority === null || priority === car.priority || !reason.trim()}>{t('prioritySave')}</Button>
        <Button onClick={onDone}>{t('leaveIt')}</Button>
      </div>
    </form>
  );
}

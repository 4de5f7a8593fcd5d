import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/page/button_link';
import { Choice, Field } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { useMe } from '@/lib/session';
import { useHandOverWork, useSuccessors, type HandedOver, type Staff } from '../api/staff';
import styles from './staff.module.css';

type Props = { person: Staff; onDone: (done: HandedOver) => void };
type Future = 'LEAVES' | 'STAYS';

export function HandOverForm({ person, onDone }: Props) {
  const { t } = useTranslation('staff');
  const self = useMe().id === person.id;
  const { orders, drafts, quotes, customers } = person.holdings;
  const things = orders + drafts + quotes + customers;
  const [successors, setSuccessors] = useState<number[]>([]);
  const [future, setFuture] = useState<Future>(self || !person.active ? 'STAYS' : 'LEAVES');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const handOver = useHandOverWork(person.id);
  const leaves = future === 'LEAVES';
  const faults = { successors: things > 0 && successors.length === 0, reason: !reason.trim() };
  const submit = () => {
    setTried(true);
    if (faults.successors || faults.reason) return;
    handOver.mutate({ version: person.version, successor_ids: successors, leaves, reason: reason.trim() }, { onSuccess: onDone });
  };
  return (
    <div className={styles.form}>
      {!self && person.active && (
        <Choice label={t('future')} value={future} onChange={setFuture} options={[{ value: 'LEAVES', label: t('leaves') }, { value: 'STAYS', label: t('stays') }]} />
      )}
      {things > 0 && <Successors person={person} value={successors} onChange={setSuccessors} fault={tried && faults.successors ? t('needSuccessor') : undefined} />}
      <Field label={t('reason')} fault={tried && faults.reason ? t('needReason') : undefined}>
        {({ id, describedBy, invalid }) => <Input id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} maxLength={200} placeholder={t('reasonHint')} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <p className="muted">{[things > 0 ? t('willMove', { name: person.name }) : t('nothingHangs', { name: person.name }), leaves ? t('willClose') : ''].filter(Boolean).join(t('between'))}</p>
      <ProblemNote error={handOver.error} />
      <div className={styles.actions}>
        <Button type="primary" danger={leaves} disabled={things === 0 && !leaves} loading={handOver.isPending} onClick={submit}>
          {t(things === 0 ? 'closeNow' : leaves ? 'handOverAndClose' : 'handOverNow')}
        </Button>
        <ButtonLink to="/staff">{t('leaveIt')}</ButtonLink>
      </div>
    </div>
  );
}

type SuccessorsProps = { person: Staff; value: number[]; onChange: (ids: number[]) => void; fault: string | undefined };

function Successors({ person, value, onChange, fault }: SuccessorsProps) {
  const { t } = useTranslation('staff');
  const colleagues = useSuccessors(person);
  return (
    <Field label={t('successors')} hint={t('successorsHint')} fault={fault}>
      {({ id, describedBy, invalid }) => (
        <Select
          id={id}
          mode="multiple"
          aria-describedby={describedBy}
          status={invalid ? 'error' : undefined}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('chooseSuccessors')}
          maxCount={20}
          value={value}
          onChange={onChange}
          options={colleagues.map((one) => ({ value: one.id, label: t('successor', { name: one.name, orders: one.holdings.orders }) }))}
        />
      )}
    </Field>
  );
}

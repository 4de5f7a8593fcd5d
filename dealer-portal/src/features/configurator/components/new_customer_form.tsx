import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice, Field } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import type { Customer, Schemas } from '@/lib/api/types';
import { useCreateCustomer } from '../api/customers';
import styles from './buyer.module.css';

type Props = { name: string; onCancel: () => void; onCreated: (customer: Customer) => void };
type Draft = Required<Schemas['NewCustomer']>;

export function NewCustomerForm({ name, onCancel, onCreated }: Props) {
  const { t } = useTranslation(['configurator', 'common']);
  const [draft, setDraft] = useState<Draft>({ kind: 'PERSON', name, phone: '', address: '', postcode: '', locale: 'zh-CN' });
  const [tried, setTried] = useState(false);
  const create = useCreateCustomer(onCreated);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.name.trim() && draft.phone.trim()) create.mutate({ ...draft, name: draft.name.trim(), phone: draft.phone.trim() });
  };
  const text = (key: 'name' | 'phone' | 'address' | 'postcode', max: number, needed?: string) => (
    <Field label={t(`customer.${key}`)} hint={needed ? undefined : t('common:optional')} fault={create.error?.about(`/${key}`) ?? (tried && needed && !draft[key].trim() ? needed : undefined)}>
      {({ id, describedBy, invalid }) => (
        <Input id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} maxLength={max} inputMode={key === 'phone' ? 'tel' : undefined} value={draft[key]} onChange={(event) => set({ [key]: event.target.value })} />
      )}
    </Field>
  );
  const elsewhere = create.error && create.error.fields.length === 0 ? create.error : null;
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('newBuyer')} noValidate>
      <div className={styles.wide}>
        <Choice label={t('customer.kind')} value={draft.kind} onChange={(kind) => set({ kind })} options={[{ value: 'PERSON', label: t('person') }, { value: 'COMPANY', label: t('company') }]} />
      </div>
      {text('name', 80, t('customer.needName'))}
      {text('phone', 30, t('customer.needPhone'))}
      {text('address', 200)}
      {text('postcode', 10)}
      <div className={`${styles.wide} ${styles.row}`}>
        <span>{t('customer.locale')}</span>
        <Choice label={t('customer.locale')} value={draft.locale} onChange={(locale) => set({ locale })} options={[{ value: 'zh-CN', label: t('common:shell.languageName.zh-CN') }, { value: 'en', label: t('common:shell.languageName.en') }]} />
      </div>
      <div className={`${styles.wide} ${styles.row}`}>
        <Button type="primary" htmlType="submit" loading={create.isPending}>{t('customer.save')}</Button>
        <Button onClick={onCancel}>{t('common:cancel')}</Button>
      </div>
      <div className={styles.wide}>
        <ProblemNote error={elsewhere} />
      </div>
    </form>
  );
}

import { PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bones, ProblemNote } from '@/components/states/states';
import { Tag } from '@/components/values/state_tag';
import { ApiProblem } from '@/lib/api/problem';
import type { Customer } from '@/lib/api/types';
import { formatPhone } from '@/lib/format';
import { useDebounced } from '@/lib/use_debounced';
import { useCustomer, useCustomers } from '../api/customers';
import { NewCustomerForm } from './new_customer_form';
import styles from './buyer.module.css';

type Props = { customerId: number | null; fault?: string; onChoose: (id: number | null) => void };

export function BuyerPicker({ customerId, fault, onChoose }: Props) {
  const chosen = useCustomer(customerId);
  const { t } = useTranslation('configurator');
  if (customerId === null) return <Finder fault={fault} onChoose={(customer) => onChoose(customer.id)} />;
  return (
    <div className={styles.picker}>
      {chosen.isPending && <Bones rows={2} />}
      {chosen.error instanceof ApiProblem && <ProblemNote error={chosen.error} />}
      <div className={styles.row}>
        {chosen.data && <ChosenBuyer customer={chosen.data} />}
        <Button onClick={() => onChoose(null)}>{t('otherBuyer')}</Button>
      </div>
    </div>
  );
}

function ChosenBuyer({ customer }: { customer: Customer }) {
  const { t } = useTranslation('configurator');
  return (
    <div className={`${styles.person} ${styles.chosen}`} style={{ width: 'auto', flex: 1 }} role="group" aria-label={t('buyer')}>
      <span className={styles.avatar} aria-hidden>{customer.name.slice(0, 1)}</span>
      <span>
        <b>{customer.name}</b>
        <br />
        <small>{[formatPhone(customer.phone), customer.address].filter(Boolean).join(' · ')}</small>
      </span>
      {customer.do_not_call && <Tag tone="warn">{t('doNotCall')}</Tag>}
    </div>
  );
}

function Finder({ fault, onChoose }: { fault?: string; onChoose: (customer: Customer) => void }) {
  const { t } = useTranslation('configurator');
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const q = useDebounced(text.trim(), 180);
  const found = useCustomers(q);
  return (
    <div className={styles.picker}>
      <div className={styles.row}>
        <Input.Search
          style={{ flex: 1, minWidth: 200 }}
          aria-label={t('findBuyer')}
          placeholder={t('findBuyerHint')}
          status={fault ? 'error' : undefined}
          maxLength={80}
          allowClear
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button icon={<PlusOutlined />} aria-expanded={adding} onClick={() => setAdding(!adding)}>{t('newBuyer')}</Button>
      </div>
      {fault && <span role="alert" style={{ color: 'var(--bad)' }}>{fault}</span>}
      {adding && <NewCustomerForm name={text} onCancel={() => setAdding(false)} onCreated={onChoose} />}
      {found.isPending && <Bones rows={3} />}
      {found.error instanceof ApiProblem && <ProblemNote error={found.error} />}
      {found.data?.items.length === 0 && !adding && <p className="muted">{t('noBuyerFound')}</p>}
      <ul className={styles.list} aria-label={t('foundBuyers')}>
        {found.data?.items.map((customer) => (
          <li key={customer.id}>
            <button type="button" className={styles.person} onClick={() => onChoose(customer)}>
              <span className={styles.avatar} aria-hidden>{customer.name.slice(0, 1)}</span>
              <span>
                <b>{customer.name}</b> <small>{formatPhone(customer.phone)}</small>
              </span>
              <small>{customer.kind === 'COMPANY' ? t('company') : ''}</small>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

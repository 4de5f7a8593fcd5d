import { Button, InputNumber, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '@/components/states/states';
import { useName } from '@/lib/i18n';
import { useSetAllocation, type Allocation } from '../api/life';
import styles from './life.module.css';

/** A row's quota: set in place, or lifted. */
export function Quota({ row, models }: { row: Allocation; models: string }) {
  const { t } = useTranslation('life');
  const name = useName();
  const [quota, setQuota] = useState<number | null>(row.quota);
  const set = useSetAllocation(() => undefined);
  const changed = quota !== null && (quota !== row.quota || row.carried);
  const send = (value: number | null) =>
    set.mutate({ dealer_id: row.dealer.id, month: row.month, model: row.model ?? undefined, model_year: row.model_year ?? undefined, quota: value ?? undefined, version: row.version });
  return (
    <div style={{ display: 'grid', gap: 6 }}>
      <span className={styles.month}>
        <InputNumber aria-label={t('quotaFor', { dealer: name(row.dealer.name), models })} min={0} max={100000} precision={0} placeholder={t('unlimited')} style={{ width: 110 }} value={quota} onChange={setQuota} onPressEnter={() => changed && send(quota)} />
        <Button type="primary" disabled={!changed} loading={set.isPending} onClick={() => send(quota)}>{t('set')}</Button>
        {row.quota !== null && (
          <Popconfirm title={t('liftWill')} okText={t('lift')} cancelText={t('leaveLimit')} onConfirm={() => send(null)}>
            <Button disabled={set.isPending}>{t('lift')}</Button>
          </Popconfirm>
        )}
      </span>
      <ProblemNote error={set.error} />
    </div>
  );
}

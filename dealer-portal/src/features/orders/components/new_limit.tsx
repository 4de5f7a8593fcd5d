import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '@/components/states/states';
import { useModels } from '@/features/configurator';
import { useName } from '@/lib/i18n';
import { useFormat } from '@/lib/use_format';
import { useSetAllocation, type Allocation } from '../api/life';
import styles from './life.module.css';

const others = '';

/** A limit that the month does not have yet: of one model at a dealer, or of all its other models. */
export function NewLimit({ month, rows }: { month: string; rows: Allocation[] }) {
  const { t } = useTranslation('life');
  const name = useName();
  const { month: monthName } = useFormat();
  const models = useModels().data?.items ?? [];
  const [dealer, setDealer] = useState<number>();
  const [model, setModel] = useState(others);
  const [quota, setQuota] = useState<number | null>(null);
  const set = useSetAllocation(() => {
    setModel(others);
    setQuota(null);
  });
  const dealers = [...new Map(rows.map((row) => [row.dealer.id, name(row.dealer.name)])).entries()];
  const chosen = models.find((one) => `${one.code} ${one.model_year}` === model);
  const there = rows.some((row) => row.dealer.id === dealer && row.quota !== null && row.model === (chosen?.code ?? null) && row.model_year === (chosen?.model_year ?? null));
  const ready = dealer !== undefined && quota !== null && !there;
  const send = () => ready && set.mutate({ dealer_id: dealer, month, model: chosen?.code, model_year: chosen?.model_year, quota, version: 0 });
  return (
    <div className={styles.newLimit} role="group" aria-label={t('newLimit')}>
      <b>{t('newLimit')}</b>
      <Select aria-label={t('dealer')} placeholder={t('dealer')} style={{ minWidth: 190 }} showSearch={{ optionFilterProp: 'label' }} value={dealer} onChange={setDealer} options={dealers.map(([value, label]) => ({ value, label }))} />
      <Select aria-label={t('models')} style={{ minWidth: 170 }} value={model} onChange={setModel} options={[...models.map((one) => ({ value: `${one.code} ${one.model_year}`, label: `${name(one.name)} ${one.model_year}` })), { value: others, label: t('otherModels') }]} />
      <InputNumber aria-label={t('quota')} placeholder={t('quota')} min={0} max={100000} precision={0} style={{ width: 110 }} value={quota} onChange={setQuota} onPressEnter={send} />
      <Button disabled={!ready} loading={set.isPending} onClick={send}>{t('addLimit')}</Button>
      <small role="status">{there ? t('limitThere') : t('newLimitWill', { month: monthName(month) })}</small>
      <ProblemNote error={set.error} />
    </div>
  );
}

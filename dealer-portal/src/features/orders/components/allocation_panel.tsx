import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, InputNumber } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState } from '@/components/states/states';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useFormat } from '@/lib/use_format';
import { useAllocations, useSetAllocation, type Allocation } from '../api/life';
import styles from './life.module.css';

/** A month's quota, use and waiting line, dealer by dealer; the regional manager sets it in place. */
export function AllocationPanel() {
  const { t } = useTranslation('life');
  const [month, setMonth] = useState<string>();
  const rows = useAllocations(month);
  const shown = rows.data?.month;
  const move = (months: number) => shown && setMonth(dayjs(`${shown}-01`).add(months, 'month').format('YYYY-MM'));
  return (
    <Panel
      title={t('allocation')}
      flush
      aside={
        <span className={styles.month}>
          <Button size="small" icon={<LeftOutlined />} aria-label={t('monthBefore')} onClick={() => move(-1)} />
          <b className="mono">{shown}</b>
          <Button size="small" icon={<RightOutlined />} aria-label={t('monthAfter')} onClick={() => move(1)} />
        </span>
      }
    >
      {rows.isPending && <Bones rows={4} />}
      {rows.isError && <ProblemState error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.data && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('dealer')}</th>
                <th scope="col">{t('models')}</th>
                <th scope="col">{t('used')}</th>
                <th scope="col" className={styles.num}>{t('waiting')}</th>
                <th scope="col">{t('quota')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.data.items.map((row) => (
                <Row key={`${row.dealer.id} ${row.model} ${row.model_year} ${row.month} ${row.version}`} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Row({ row }: { row: Allocation }) {
  const { t } = useTranslation('life');
  const name = useName();
  const { count } = useFormat();
  const mayset = hasRole(useMe(), 'REGIONAL_MANAGER');
  return (
    <tr>
      <td>{name(row.dealer.name)}</td>
      <td>{row.model_name ? `${name(row.model_name)} ${row.model_year}` : t('allModels')}</td>
      <td>{row.quota === null ? <span className="muted">{t('unlimited')}</span> : <Use row={row} />}</td>
      <td className={styles.num}>{row.waiting > 0 ? <Link to={`/orders?state=WAITING&dealer=${row.dealer.id}`}>{count(row.waiting)}</Link> : <span className="muted">0</span>}</td>
      <td>{mayset ? <Quota row={row} /> : row.quota === null ? t('unlimited') : count(row.quota)}</td>
    </tr>
  );
}

export function Use({ row }: { row: Allocation }) {
  const { t } = useTranslation('life');
  const quota = row.quota ?? 0;
  const share = quota === 0 ? 100 : Math.min(100, (row.used / quota) * 100);
  return (
    <div className={styles.use}>
      <div className={styles.track} aria-hidden><span className={row.used >= quota ? styles.full : undefined} style={{ width: `${share}%` }} /></div>
      <span className="nowrap">{t('usedOf', { used: row.used, quota })}</span>
    </div>
  );
}

function Quota({ row }: { row: Allocation }) {
  const { t } = useTranslation('life');
  const name = useName();
  const [quota, setQuota] = useState<number | null>(row.quota);
  const set = useSetAllocation(() => undefined);
  const changed = quota !== row.quota;
  const send = () =>
    set.mutate({ dealer_id: row.dealer.id, month: row.month, model: row.model ?? undefined, model_year: row.model_year ?? undefined, quota: quota ?? undefined, version: row.version });
  return (
    <div style={{ display: 'grid', gap: 6 }}>
      <span className={styles.month}>
        <InputNumber aria-label={t('quotaOf', { dealer: name(row.dealer.name) })} min={0} max={100000} precision={0} placeholder={t('unlimited')} style={{ width: 110 }} value={quota} onChange={setQuota} onPressEnter={() => changed && send()} />
        <Button type="primary" disabled={!changed} loading={set.isPending} onClick={send}>{t('set')}</Button>
      </span>
      <ProblemNote error={set.error} />
    </div>
  );
}

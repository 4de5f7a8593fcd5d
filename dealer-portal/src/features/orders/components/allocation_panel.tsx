import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useFormat } from '@/lib/use_format';
import { useAllocations, type Allocation } from '../api/life';
import { useAllocationName } from '../lib/allocation_name';
import { AllocationUse } from './allocation_use';
import { NewLimit } from './new_limit';
import { Quota } from './quota';
import styles from './life.module.css';

/** A month's quota, use and waiting line, dealer by dealer; the regional manager sets it in place. */
export function AllocationPanel() {
  const { t } = useTranslation('life');
  const { month: monthName } = useFormat();
  const [month, setMonth] = useState<string>();
  const now = useAllocations();
  const rows = useAllocations(month);
  const shown = rows.data?.month;
  const over = shown !== undefined && now.data !== undefined && shown < now.data.month;
  const mayset = hasRole(useMe(), 'REGIONAL_MANAGER') && !over;
  const move = (months: number) => shown && setMonth(dayjs(`${shown}-01`).add(months, 'month').format('YYYY-MM'));
  return (
    <Panel
      title={t('allocation')}
      flush
      aside={
        <span className={styles.month}>
          <Button size="small" icon={<LeftOutlined />} aria-label={t('monthBefore')} onClick={() => move(-1)} />
          <b>{shown && monthName(shown)}</b>
          <Button size="small" icon={<RightOutlined />} aria-label={t('monthAfter')} onClick={() => move(1)} />
        </span>
      }
    >
      {rows.isPending && <Bones rows={4} />}
      {rows.isError && <ProblemState error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.data && (
        <>
          {over && <p className={styles.over}>{t('monthOver')}</p>}
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
                  <Row key={`${row.dealer.id} ${row.model} ${row.model_year} ${row.month} ${row.version}`} row={row} rows={rows.data.items} mayset={mayset} />
                ))}
              </tbody>
            </table>
          </div>
          {mayset && <NewLimit key={rows.data.month} month={rows.data.month} rows={rows.data.items} />}
        </>
      )}
    </Panel>
  );
}

function Row({ row, rows, mayset }: { row: Allocation; rows: Allocation[]; mayset: boolean }) {
  const { t } = useTranslation('life');
  const name = useName();
  const nameOf = useAllocationName();
  const { count } = useFormat();
  return (
    <tr>
      <td>{name(row.dealer.name)}</td>
      <td>{nameOf(row, rows)}</td>
      <td>{row.quota === null ? <span className="muted">{t('unlimited')}</span> : <AllocationUse row={row} />}{row.carried && <small className="muted" style={{ display: 'block' }} title={t('carriedWhy')}>{t('carried')}</small>}</td>
      <td className={styles.num}>{row.waiting > 0 ? <Link to={`/orders?state=WAITING&dealer=${row.dealer.id}`}>{count(row.waiting)}</Link> : <span className="muted">0</span>}</td>
      <td>{mayset ? <Quota row={row} models={nameOf(row, rows)} /> : row.quota === null ? t('unlimited') : count(row.quota)}</td>
    </tr>
  );
}

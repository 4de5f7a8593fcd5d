import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Choice, PageHeader } from '@/components/page/page';
import { ProblemState, State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import { Tag } from '@/components/values/state_tag';
import { Exact, Nothing } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useMe, hasRole } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';
import { shortageStates, useShortages, type Shortage, type ShortageState } from '../api/shortages';
import { useOwnLines } from '../api/own_lines';
import { LineChoice } from '../components/line_choice';
import { ReportShortage } from '../components/report_shortage';
import '../texts';
import styles from '../components/materials.module.css';

/** Parts that are missing at the line, and how many cars and buyers that hits. */
export function Component() {
  const { t } = useTranslation('materials');
  const navigate = useNavigate();
  const me = useMe();
  const { lines, line } = useOwnLines();
  const code = line?.code ?? '';
  const [chosen, choose] = useFilter<ShortageState>('state', shortageStates);
  const state = chosen ?? 'OPEN';
  const shortages = useShortages(code, state);
  const [reporting, setReporting] = useState(false);
  const where = (row: Shortage) => `/plant/shortages/${row.id}?line=${code}`;
  const columns = useColumns(where);
  return (
    <>
      <PageHeader title={t('shortages')} lead={t('shortagesLead')}>
        <LineChoice />
        {hasRole(me, 'PLANT_PLANNER') && !reporting && <Button type="primary" onClick={() => setReporting(true)}>{t('reportShortage')}</Button>}
      </PageHeader>
      <div className={styles.stack}>
        {reporting && line && <ReportShortage line={code} onDone={(row) => void navigate(where(row))} onLeave={() => setReporting(false)} />}
        {lines.isError ? (
          <ProblemState error={lines.error} onRetry={() => void lines.refetch()} />
        ) : (
          <EndlessTable
            name="shortages"
            label={t('shortages')}
            columns={columns}
            query={shortages}
            rowKey={(row) => row.id}
            onOpen={(row) => void navigate(where(row))}
            filters={<Choice label={t('column.state')} value={state} onChange={(value) => choose(value === 'OPEN' ? undefined : value)} options={shortageStates.map((value) => ({ value, label: t(`shortageState.${value}`) }))} />}
            empty={<State drawing="done" title={t(`noShortages.${state}`)} text={t('noShortagesText')} />}
          />
        )}
      </div>
    </>
  );
}

function useColumns(where: (row: Shortage) => string): Column<Shortage>[] {
  const { t } = useTranslation('materials');
  const name = useName();
  return [
    { key: 'part', title: t('column.part'), render: (row) => <><Link to={where(row)}><b>{name(row.part_name)}</b></Link><div className={`${styles.small} mono`}>{row.part_no}{row.lot && ` · ${row.lot}`}</div></>, text: (row) => row.part_no },
    { key: 'from', title: t('field.missingFrom'), render: (row) => <Exact at={row.from} />, text: (row) => row.from },
    { key: 'back', title: t('field.expectedBack'), render: (row) => (row.expected_back ? <Exact at={row.expected_back} /> : <Nothing />), text: (row) => row.expected_back ?? '' },
    { key: 'cars', title: t('column.cars'), align: 'right', render: (row) => row.cars, text: (row) => String(row.cars) },
    { key: 'calls', title: t('column.calls'), align: 'right', render: (row) => (row.calls > 0 ? <Tag tone="warn">{t('toCall', { count: row.calls })}</Tag> : <Nothing />), text: (row) => String(row.calls) },
    { key: 'by', title: t('column.reported'), render: (row) => <>{row.reported_by}<div className={styles.small}><Exact at={row.reported_at} /></div></>, text: (row) => row.reported_by },
    { key: 'note', title: t('field.note'), render: (row) => row.note || <Nothing />, text: (row) => row.note },
  ];
}

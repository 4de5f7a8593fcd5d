import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Choice, PageHeader } from '@/components/page/page';
import { ProblemState, State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import { Exact } from '@/components/values/values';
import { useFilter } from '@/lib/use_filter';
import { useOwnLines } from '../api/own_lines';
import { setAsideStates, useSetAside, type SetAsideRow, type SetAsideState } from '../api/set_aside';
import { LineChoice } from '../components/line_choice';
import { useFault } from '../components/reasons';
import { SetAsideTag } from '../components/set_aside_tag';
import styles from '../components/plant.module.css';
import '../texts';

/** Messages of the line that could not be used, kept whole, with the reason and what became of them. */
export function Component() {
  const { t } = useTranslation('plant');
  const navigate = useNavigate();
  const { lines, line } = useOwnLines();
  const [chosen, choose] = useFilter<SetAsideState | 'ALL'>('state', [...setAsideStates, 'ALL']);
  const state = chosen ?? 'OPEN';
  const messages = useSetAside(line?.code ?? '', { state: state === 'ALL' ? undefined : state });
  const where = (row: SetAsideRow) => `/plant/set-aside/${row.id}?line=${line?.code ?? ''}`;
  const columns = useColumns(where);
  const options = [...setAsideStates, 'ALL' as const].map((value) => ({ value, label: t(`setAsideState.${value}`) }));
  return (
    <>
      <PageHeader title={t('setAside')} lead={t('setAsideLead')}>
        <LineChoice />
      </PageHeader>
      {lines.isError ? (
        <ProblemState error={lines.error} onRetry={() => void lines.refetch()} />
      ) : (
        <EndlessTable
          name="set-aside"
          label={t('setAside')}
          columns={columns}
          query={messages}
          rowKey={(row) => row.id}
          onOpen={(row) => void navigate(where(row))}
          filters={<Choice label={t('column.state')} value={state} onChange={(value) => choose(value === 'OPEN' ? undefined : value)} options={options} />}
          empty={state === 'OPEN' ? <State drawing="done" title={t('noneSetAside')} text={t('noneSetAsideText')} /> : <State drawing="empty" title={t('noneInState')} text={t('noneInStateText')} />}
        />
      )}
    </>
  );
}

function useColumns(where: (row: SetAsideRow) => string): Column<SetAsideRow>[] {
  const { t } = useTranslation('plant');
  const fault = useFault();
  return [
    { key: 'received', title: t('column.received'), render: (row) => <Exact at={row.received_at} seconds />, text: (row) => row.received_at },
    { key: 'reason', title: t('column.reason'), render: (row) => <><Link to={where(row)}><b>{fault(row).kind}</b></Link><div className={styles.detail}>{fault(row).what}</div></>, text: (row) => `${row.reason} ${row.detail}` },
    { key: 'about', title: t('column.about'), render: (row) => <><span className="mono">{row.topic.slice(row.topic.lastIndexOf('/') + 1)}</span><div className={styles.small}>{t(`message.${kindOf(row.topic)}`)}</div></>, text: (row) => row.topic },
    { key: 'state', title: t('column.state'), render: (row) => <><SetAsideTag state={row.state} />{row.tries > 0 && <div className={styles.small}>{t('tries', { count: row.tries })}</div>}</>, text: (row) => row.state },
    { key: 'seen', title: t('column.seen'), align: 'right', render: (row) => row.times_seen, text: (row) => String(row.times_seen) },
    { key: 'topic', title: t('column.topic'), hidden: true, render: (row) => <span className={`mono ${styles.detail}`}>{row.topic}</span>, text: (row) => row.topic },
  ];
}

const kinds = { 'acknowledge-operations-schedule': 'answer', 'sync-operations-performance': 'progress', 'show-operations-performance': 'history' } as const;

/** What sort of message came on this topic. */
function kindOf(topic: string): 'answer' | 'progress' | 'history' | 'other' {
  const level = topic.split('/').at(-2) ?? '';
  return level in kinds ? kinds[level as keyof typeof kinds] : 'other';
}

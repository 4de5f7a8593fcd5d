import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice, Kbd, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { EndlessFoot } from '@/components/table/endless_foot';
import { hasRole, useMe } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';
import { useHotkeys } from '@/lib/use_hotkeys';
import { useOwnLines } from '../api/own_lines';
import { findingStates, useCompareNow, useFindings, useRuns, type FindingState, type Run } from '../api/reconciliation';
import { FindingCard } from '../components/finding_card';
import { HandInList } from '../components/hand_in_list';
import { LineChoice } from '../components/line_choice';
import { RunReport } from '../components/run_report';
import styles from '../components/plant.module.css';
import '../texts';

/** Where orders, builds and the line do not say the same, and what to do about it. */
export function Component() {
  const { t } = useTranslation('plant');
  const me = useMe();
  const { line } = useOwnLines();
  const code = line?.code ?? '';
  const runs = useRuns(code);
  const compare = useCompareNow(code);
  const [handing, setHanding] = useState(false);
  const planner = hasRole(me, 'PLANT_PLANNER');
  const latest = runs.data?.items[0];
  const busy = compare.isPending || (latest !== undefined && latest.ended_at === null);
  useHotkeys({ r: () => !busy && compare.mutate() }, planner);
  return (
    <>
      <PageHeader title={t('reconciliation')} lead={t('reconciliationLead')}>
        <LineChoice />
        {planner && <Button onClick={() => setHanding(true)}>{t('handIn')}</Button>}
        {planner && <Button type="primary" loading={busy} onClick={() => compare.mutate()}>{t('compareNow')} <Kbd>R</Kbd></Button>}
      </PageHeader>
      <ProblemNote error={compare.error} />
      {handing && <div className={styles.above}><HandInList line={code} onDone={() => setHanding(false)} /></div>}
      {runs.isError && <ProblemState error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.isPending && <Panel><Bones rows={8} /></Panel>}
      {runs.isSuccess && (
        <div className={styles.page}>
          <Findings line={code} latest={latest} />
          <RunReport runs={runs.data.items} />
        </div>
      )}
    </>
  );
}

function Findings({ line, latest }: { line: string; latest: Run | undefined }) {
  const { t } = useTranslation('plant');
  const [chosen, choose] = useFilter<FindingState>('state', findingStates);
  const state = chosen ?? 'OPEN';
  const findings = useFindings(line, state, latest ? `${latest.id} ${latest.ended_at ?? ''}` : '');
  const items = findings.data?.items ?? [];
  return (
    <div className={styles.bands}>
      <div>
        <Choice label={t('column.state')} value={state} onChange={(value) => choose(value === 'OPEN' ? undefined : value)} options={findingStates.map((value) => ({ value, label: t(`findingState.${value}`) }))} />
      </div>
      {findings.isPending && <Panel><Bones rows={6} /></Panel>}
      {findings.isError && <ProblemState error={findings.error} onRetry={() => void findings.refetch()} />}
      {findings.isSuccess && items.length === 0 && <Panel><Nothing state={state} latest={latest} /></Panel>}
      {items.length > 0 && (
        <>
          <ul className={styles.findings}>
            {items.map((finding) => (
              <FindingCard key={finding.id} line={line} finding={finding} />
            ))}
          </ul>
          <EndlessFoot query={findings} count={items.length} />
        </>
      )}
    </div>
  );
}

function Nothing({ state, latest }: { state: FindingState; latest: Run | undefined }) {
  const { t } = useTranslation('plant');
  if (!latest) return <State drawing="empty" title={t('neverCompared')} text={t('neverComparedText')} />;
  if (state === 'OPEN') return <State drawing="done" title={t('noFindings')} text={t('noFindingsText')} />;
  return <State drawing="empty" title={t('noneInState')} text={t('noFindingsInStateText')} />;
}

import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Tag } from '@/components/values/state_tag';
import { Ago, Exact } from '@/components/values/values';
import type { Run } from '../api/reconciliation';
import styles from './plant.module.css';

const programs = ['bridge', 'reconciliation'];

/** The latest comparison in figures, and those before it. */
export function RunReport({ runs }: { runs: Run[] }) {
  const { t } = useTranslation('plant');
  const [latest, ...before] = runs;
  if (!latest) return null;
  return (
    <div className={styles.side}>
      <Panel title={t('latestRun')} aside={<RunState run={latest} />}>
        <div className={styles.figures}>
          <div><b>{latest.compared}</b><span>{t('compared')}</span></div>
          <div><b>{latest.repaired}</b><span>{t('repaired')}</span></div>
          <div><b>{latest.left_open}</b><span>{t('leftOpen')}</span></div>
        </div>
        <p className={styles.runNote}>{latest.list_written_at ? t('listHeld', { count: latest.answered }) : t(`lineAnswer.${latest.line_answer}`, { count: latest.answered })}</p>
        {latest.list_written_at && <ListTime writtenAt={latest.list_written_at} passedOver={latest.compared - latest.answered} />}
        <small className="muted"><Why run={latest} /> · <Ago at={latest.started_at} /></small>
      </Panel>
      {before.length > 0 && (
        <Panel title={t('earlierRuns')}>
          <ol className={styles.list}>
            {before.map((run) => (
              <li key={run.id}>
                <Exact at={run.started_at} /> · <Why run={run} />
                <small>{t('runFigures', { compared: run.compared, repaired: run.repaired, left: run.left_open })}</small>
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </div>
  );
}

function ListTime({ writtenAt, passedOver }: { writtenAt: string; passedOver: number }) {
  const { t } = useTranslation('plant');
  return (
    <p className={styles.runNote}>
      {t('listOf')} <Exact at={writtenAt} />{t('sentenceEnd')}{passedOver > 0 && t('passedOver', { count: passedOver })}
    </p>
  );
}

function Why({ run }: { run: Run }) {
  const { t } = useTranslation('plant');
  const person = (run.why === 'DEMAND' || run.why === 'LIST') && !programs.includes(run.started_by);
  return <>{t(`why.${run.why}`)}{person && ` · ${run.started_by}`}</>;
}

function RunState({ run }: { run: Run }) {
  const { t } = useTranslation('plant');
  if (run.ended_at === null) return <Tag tone="accent">{t('running')}</Tag>;
  if (run.line_answer === 'SILENT') return <Tag tone="bad">{t('lineSilent')}</Tag>;
  return run.left_open > 0 ? <Tag tone="warn">{t('differs')}</Tag> : <Tag tone="ok">{t('agrees')}</Tag>;
}

import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { PageHeader } from '@/components/page/page';
import { Bones, ProblemState, State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import { Tag } from '@/components/values/state_tag';
import { Exact, Nothing, Vin } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useFormat } from '@/lib/use_format';
import { answers, fetchWholeTable, useAnswer, useSummary, type Answer, type GenealogyRow, type Question } from '../api/genealogy';
import { useOwnLines } from '../api/own_lines';
import { GenealogyForm } from '../components/genealogy_form';
import { LineChoice } from '../components/line_choice';
import '../texts';
import styles from '../components/materials.module.css';

/** Which cars have a lot, or a serial, of a part: has it, has another one, nothing is known. */
export function Component() {
  const { t } = useTranslation('materials');
  const { lines, line } = useOwnLines();
  const [search, setSearch] = useSearchParams();
  const asked = questionOf(search, line?.code);
  const ask = ({ line: code, ...question }: Question) => setSearch({ line: code, ...question });
  return (
    <>
      <PageHeader title={t('genealogy')} lead={t('genealogyLead')}>
        <LineChoice />
      </PageHeader>
      {lines.isError && <ProblemState error={lines.error} onRetry={() => void lines.refetch()} />}
      {line && (
        <div className={styles.stack}>
          <GenealogyForm key={line.code} line={line.code} asked={asked} onAsk={ask} />
          {asked ? <Found question={asked} /> : <State drawing="empty" title={t('notAsked')} text={t('notAskedText')} />}
        </div>
      )}
    </>
  );
}

function questionOf(search: URLSearchParams, line: string | undefined): Question | null {
  const [part, lot, serial, from, until] = ['part', 'lot', 'serial', 'from', 'until'].map((name) => search.get(name) ?? undefined);
  if (!line || !part || !from || !until || (!lot && !serial)) return null;
  return serial ? { line, part, serial, from, until } : { line, part, lot, from, until };
}

function Found({ question }: { question: Question }) {
  const { t } = useTranslation('materials');
  const summary = useSummary(question);
  const [answer, choose] = useState<Answer>('HAS');
  const { count } = useFormat();
  const name = useName();
  if (summary.isPending) return <Bones rows={6} />;
  if (summary.isError) return <ProblemState error={summary.error} onRetry={() => void summary.refetch()} />;
  const { has, has_not, unknown, part_name, part_recorded, builds } = summary.data;
  const counts = { HAS: has, HAS_NOT: has_not, UNKNOWN: unknown };
  return (
    <>
      <h2 className={styles.asked}>{part_name && <>{name(part_name)} </>}<span className="mono">{question.part}</span></h2>
      {!part_recorded && <State drawing="missing" title={t('partNeverRecorded')} text={t('partNeverRecordedText', { part: question.part })} />}
      <div className={styles.answers} role="radiogroup" aria-label={t('genealogy')}>
        {answers.map((each) => (
          <button key={each} type="button" role="radio" aria-checked={each === answer} className={`${styles.answer} ${each === answer ? styles.chosen : ''}`} onClick={() => choose(each)}>
            <b>{count(counts[each])}</b>
            <span>{t(`answer.${each}`)}</span>
          </button>
        ))}
      </div>
      <p className={styles.note}>{t('ofWindow', { count: builds, number: count(builds) })}</p>
      {answer === 'UNKNOWN' && <p className={styles.note}>{t('unknownMeans')}</p>}
      <Cars key={answer} question={question} answer={answer} />
    </>
  );
}

function Cars({ question, answer }: { question: Question; answer: Answer }) {
  const { t } = useTranslation('materials');
  const rows = useAnswer(question, answer);
  const save = useMutation({
    mutationFn: () => fetchWholeTable(question, answer),
    onSuccess: (blob) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${question.part}-${question.lot ?? question.serial ?? ''}-${answer}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
  return (
    <EndlessTable
      name="genealogy"
      label={t(`answer.${answer}`)}
      columns={useColumns()}
      query={rows}
      rowKey={(row) => row.build_id}
      filters={<Button icon={<DownloadOutlined />} loading={save.isPending} danger={save.isError} onClick={() => save.mutate()}>{save.isError ? t('saveFailed') : t('wholeTable')}</Button>}
      empty={<State drawing="done" title={t('noneOfAnswer')} text={t('noneOfAnswerText')} />}
    />
  );
}

function useColumns(): Column<GenealogyRow>[] {
  const { t } = useTranslation('materials');
  return [
    { key: 'build', title: t('column.buildId'), render: (row) => <><Link className="mono" to={`/plant/genealogy/${row.build_id}`}><b>{row.build_id}</b></Link><div className={`${styles.small} mono`}>{row.order_number}</div></>, text: (row) => row.build_id },
    { key: 'vin', title: t('column.vin'), render: (row) => (row.vin ? <Vin vin={row.vin} /> : <Nothing />), text: (row) => row.vin ?? '' },
    { key: 'state', title: t('column.state'), render: (row) => t(`buildState.${row.state}`), text: (row) => row.state },
    { key: 'started', title: t('column.started'), render: (row) => <Exact at={row.started_at} />, text: (row) => row.started_at },
    { key: 'lot', title: t('column.lotOrSerial'), render: (row) => <>{row.lot ?? row.serial ? <span className="mono">{row.lot ?? row.serial}</span> : <Nothing />}{row.replaced && <div><Tag tone="warn">{t('replaced')}</Tag></div>}</>, text: (row) => row.lot ?? row.serial ?? '' },
    { key: 'station', title: t('column.station'), render: (row) => <>{row.station ? <span className="mono">{row.station}</span> : <Nothing />}{(row.pass_no ?? 1) > 1 && <div className={styles.small}>{t('pass', { pass: row.pass_no })}</div>}</>, text: (row) => row.station ?? '' },
    { key: 'at', title: t('column.at'), render: (row) => (row.at ? <Exact at={row.at} seconds /> : <Nothing />), text: (row) => row.at ?? '' },
  ];
}

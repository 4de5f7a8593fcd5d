import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice, Panel } from '@/components/page/page';
import { Tag } from '@/components/values/state_tag';
import { downloadCsv } from '@/lib/file';
import { useName } from '@/lib/i18n';
import type { Issue, Report } from '../api/catalog_import';
import styles from './catalog.module.css';

const pageSize = 100;
type Shown = 'ALL' | 'ERROR' | 'WARNING';

/** Everything that is wrong or worth a look, each with its place in the file. */
export function CatalogIssues({ report }: { report: Report }) {
  const { t } = useTranslation('catalog');
  const name = useName();
  const [shown, setShown] = useState<Shown>('ALL');
  const [most, setMost] = useState(pageSize);
  if (report.issues.length === 0) return null;
  const issues = report.issues.filter((issue) => shown === 'ALL' || issue.severity === shown);
  const leftOut = report.errors + report.warnings - report.issues.length;
  const save = () =>
    downloadCsv(t('issuesFile'), [
      [t('column.severity'), t('column.table'), t('column.row'), t('column.column'), t('column.problem'), t('column.code')],
      ...report.issues.map((issue) => [t(`severity.${issue.severity}`), place(issue, t), String(issue.row ?? ''), issue.column ?? '', name(issue.sentence), issue.code]),
    ]);
  return (
    <Panel title={t('issues')} aside={<Button onClick={save}>{t('saveIssues')}</Button>} flush>
      <div className={styles.filters}>
        <Choice
          label={t('filter')}
          value={shown}
          onChange={(value) => { setShown(value); setMost(pageSize); }}
          options={[
            { value: 'ALL', label: t('all', { count: report.errors + report.warnings }) },
            { value: 'ERROR', label: t('onlyErrors', { count: report.errors }) },
            { value: 'WARNING', label: t('onlyWarnings', { count: report.warnings }) },
          ]}
        />
        {leftOut > 0 && <span className="muted">{t('issuesLeftOut', { count: leftOut })}</span>}
      </div>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('issues')}>
        <table className={styles.list}>
          <thead>
            <tr>
              <th scope="col">{t('column.severity')}</th>
              <th scope="col">{t('column.table')}</th>
              <th scope="col" className="num">{t('column.row')}</th>
              <th scope="col">{t('column.column')}</th>
              <th scope="col">{t('column.problem')}</th>
            </tr>
          </thead>
          <tbody>
            {issues.slice(0, most).map((issue, index) => (
              <tr key={index}>
                <td className="nowrap"><Tag tone={issue.severity === 'ERROR' ? 'bad' : 'warn'}>{t(`severity.${issue.severity}`)}</Tag></td>
                <td className="nowrap">{place(issue, t)}</td>
                <td className="num">{issue.row ?? ''}</td>
                <td className="mono nowrap">{issue.column ?? ''}</td>
                <td>{name(issue.sentence)} <span className="mono muted">{issue.code}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
        {issues.length === 0 && <p className={`muted ${styles.more}`}>{t('noneOfThese')}</p>}
        {issues.length > most && (
          <div className={styles.more}>
            <Button onClick={() => setMost(most + pageSize)}>{t('showMore', { count: issues.length - most })}</Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

type Words = ReturnType<typeof useTranslation<'catalog'>>['t'];

const place = (issue: Issue, t: Words) => (issue.section ? t(`section.${issue.section}`) : issue.file ?? '');

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Tag, type Tone } from '@/components/values/state_tag';
import type { Change, Report, SectionReport } from '../api/catalog_import';
import styles from './catalog.module.css';

const pageSize = 50;
const tones: Record<Change['kind'], Tone> = { ADDED: 'ok', CHANGED: 'accent', WITHDRAWN: 'warn' };

/** How many rows of each table come, change and go. */
export function CatalogFigures({ sections }: { sections: SectionReport[] }) {
  const { t } = useTranslation('catalog');
  const figure = (count: number) => <td className={`num ${count === 0 ? styles.zero : ''}`}>{count.toLocaleString()}</td>;
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <th scope="col">{t('column.table')}</th>
          <th scope="col" className="num">{t('column.rows')}</th>
          <th scope="col" className="num">{t('kind.ADDED')}</th>
          <th scope="col" className="num">{t('kind.CHANGED')}</th>
          <th scope="col" className="num">{t('kind.WITHDRAWN')}</th>
        </tr>
      </thead>
      <tbody>
        {sections.map((each) => (
          <tr key={each.section}>
            <th scope="row">{t(`section.${each.section}`)} {!each.uploaded && <span className="muted">{t('notSent')}</span>}</th>
            {figure(each.rows)}
            {figure(each.added)}
            {figure(each.changed)}
            {figure(each.withdrawn)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Row by row, what was and what will be. */
export function CatalogChanges({ report }: { report: Report }) {
  const { t } = useTranslation('catalog');
  const [most, setMost] = useState(pageSize);
  if (report.changes_total === 0) return null;
  const leftOut = report.changes_total - report.changes.length;
  return (
    <Panel title={t('changes', { count: report.changes_total })} flush>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('changes', { count: report.changes_total })}>
        <table className={styles.list}>
          <thead>
            <tr>
              <th scope="col">{t('column.kind')}</th>
              <th scope="col">{t('column.table')}</th>
              <th scope="col">{t('column.key')}</th>
              <th scope="col">{t('column.content')}</th>
            </tr>
          </thead>
          <tbody>
            {report.changes.slice(0, most).map((change) => (
              <tr key={`${change.section}${change.kind}${change.key}`}>
                <td className="nowrap"><Tag tone={tones[change.kind]}>{t(`kind.${change.kind}`)}</Tag></td>
                <td className="nowrap">{t(`section.${change.section}`)}</td>
                <td className="mono">{change.key}</td>
                <td><Cells change={change} /></td>
              </tr>
            ))}
          </tbody>
        </table>
        {report.changes.length > most && (
          <div className={styles.more}>
            <Button onClick={() => setMost(most + pageSize)}>{t('showMore', { count: report.changes.length - most })}</Button>
          </div>
        )}
        {report.changes.length <= most && leftOut > 0 && <p className={`muted ${styles.more}`}>{t('changesLeftOut', { count: leftOut })}</p>}
      </div>
    </Panel>
  );
}

function Cells({ change }: { change: Change }) {
  return (
    <ul className={styles.cells}>
      {change.cells.map((cell) => (
        <li key={cell.column}>
          <span className="mono muted">{cell.column}</span> {cell.before && <del>{cell.before}</del>} {cell.after && <ins>{cell.after}</ins>}
        </li>
      ))}
    </ul>
  );
}

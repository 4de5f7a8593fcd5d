import { DownloadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote } from '@/components/states/states';
import { hasRole, useMe } from '@/lib/session';
import { csvAddress, readFile, sections, useCheckImport, useImportCatalog, workbookAddress, type Report, type SentFile } from '../api/catalog_import';
import { CatalogChanges, CatalogFigures } from '../components/catalog_changes';
import { CatalogDrop } from '../components/catalog_drop';
import { CatalogIssues } from '../components/catalog_issues';
import styles from '../components/catalog.module.css';
import '../texts';

/** The catalogue as files: down, edited elsewhere, looked at, and in as a whole. */
export function Component() {
  const { t } = useTranslation('catalog');
  const me = useMe();
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        <Dropdown menu={{ items: sections.map((section) => ({ key: section, label: <a href={csvAddress(section)}>{t('csvOf', { table: t(`section.${section}`) })}</a> })) }}>
          <Button>{t('downloadCsv')}</Button>
        </Dropdown>
        <Button type={hasRole(me, 'ADMINISTRATOR') ? 'default' : 'primary'} icon={<DownloadOutlined />} href={workbookAddress}>{t('download')}</Button>
      </PageHeader>
      {hasRole(me, 'ADMINISTRATOR') ? <Import /> : <p className="muted">{t('onlyAdministrators')}</p>}
    </>
  );
}

function Import() {
  const { t } = useTranslation('catalog');
  const [files, setFiles] = useState<SentFile[]>([]);
  const [unreadable, setUnreadable] = useState(false);
  const check = useCheckImport();
  const bring = useImportCatalog();

  const look = (sent: SentFile[], staleIsFine: boolean) => {
    bring.reset();
    check.mutate({ files: sent, staleIsFine });
  };
  const take = (chosen: File[]) => {
    setUnreadable(false);
    Promise.all(chosen.map(readFile)).then(
      (sent) => { setFiles(sent); look(sent, false); },
      () => setUnreadable(true),
    );
  };
  if (bring.data) {
    return (
      <div className={styles.stack}>
        <div className={`${styles.act} ${styles.good}`} role="status">
          <p>{t('imported', { count: bring.data.changes_total, revision: bring.data.revision })}</p>
          <Button type="primary" onClick={() => { bring.reset(); check.reset(); setFiles([]); }}>{t('another')}</Button>
        </div>
        <Panel title={t('figures')} flush><CatalogFigures sections={bring.data.sections} /></Panel>
      </div>
    );
  }
  const staleIsFine = check.variables?.staleIsFine ?? false;
  return (
    <div className={styles.stack}>
      <CatalogDrop busy={check.isPending} onFiles={take} />
      {unreadable && <p role="alert">{t('unreadable')}</p>}
      {check.isIdle && <Panel title={t('how')}><How /></Panel>}
      {check.isPending && <Panel><Bones rows={5} /></Panel>}
      <ProblemNote error={check.error} />
      {check.data && !check.isPending && (
        <>
          <Act
            report={check.data}
            staleIsFine={staleIsFine}
            onStale={(fine) => look(files, fine)}
            busy={bring.isPending}
            onImport={() => bring.mutate({ files, staleIsFine, revision: check.data.revision })}
          />
          <ProblemNote error={bring.error} />
          {bring.error?.code === 'catalog.revision_moved' && <div><Button onClick={() => look(files, staleIsFine)}>{t('checkAgain')}</Button></div>}
          <CatalogIssues key={check.submittedAt} report={check.data} />
          <Panel title={t('figures')} flush><CatalogFigures sections={check.data.sections} /></Panel>
          <CatalogChanges report={check.data} />
        </>
      )}
    </div>
  );
}

function How() {
  const { t } = useTranslation('catalog');
  return (
    <ol className={styles.how}>
      <li>{t('how1')}</li>
      <li>{t('how2')}</li>
      <li>{t('how3')}</li>
      <li>{t('how4')}</li>
    </ol>
  );
}

type ActProps = { report: Report; staleIsFine: boolean; onStale: (fine: boolean) => void; busy: boolean; onImport: () => void };

/** What will happen, in one sentence, and the act. */
function Act({ report, staleIsFine, onStale, busy, onImport }: ActProps) {
  const { t } = useTranslation('catalog');
  const withdrawn = report.sections.reduce((sum, section) => sum + section.withdrawn, 0);
  const stale = report.issues.some((issue) => issue.code === 'catalog.file_stale');
  const tone = report.errors > 0 ? styles.bad : report.warnings > 0 || withdrawn > 0 ? styles.warn : report.importable ? styles.good : '';
  const sentence =
    report.errors > 0 ? t('refused', { count: report.errors })
    : report.changes_total === 0 ? t('nothingToDo', { revision: report.revision })
    : t('will', { count: report.changes_total, revision: report.revision + 1 }) + (withdrawn > 0 ? t('willWithdraw', { count: withdrawn }) : '');
  return (
    <div className={`${styles.act} ${tone}`} role="status">
      <div style={{ flex: '1 1 420px' }}>
        <ul className={styles.files}>
          {report.files.map((file) => (
            <li key={file.name}>
              <strong>{file.name}</strong>
              <span className="muted">{[file.encoding, file.revision ? t('ofRevision', { revision: file.revision }) : ''].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
        <p>{sentence}</p>
        {stale && <Checkbox checked={staleIsFine} onChange={(event) => onStale(event.target.checked)}>{t('staleIsFine')}</Checkbox>}
      </div>
      <Button type="primary" disabled={!report.importable} loading={busy} onClick={onImport}>
        {report.importable ? t('importNow', { count: report.changes_total }) : t('import')}
      </Button>
    </div>
  );
}

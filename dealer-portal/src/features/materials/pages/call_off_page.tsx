import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Choice, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState, State } from '@/components/states/states';
import { PlainSelect } from '@/components/table/plain_select';
import { useName } from '@/lib/i18n';
import { useFilter } from '@/lib/use_filter';
import { useFormat } from '@/lib/use_format';
import { callOffFile, useCallOff, useVersions, type CallOffDocument } from '../api/call_offs';
import { useOwnLines } from '../api/own_lines';
import { CallOffChanges } from '../components/call_off_changes';
import { CallOffLines } from '../components/call_off_lines';
import { ChangeCounts } from '../components/change_counts';
import { SupplierLinkPanel } from '../components/supplier_link';
import '../texts';
import styles from '../components/materials.module.css';

/** One supplier's call-off in one of its versions: what to bring, and what differs from the version before. */
export function Component() {
  const { supplier = '' } = useParams();
  const { t } = useTranslation('materials');
  const name = useName();
  const { exact } = useFormat();
  const { line } = useOwnLines();
  const code = line?.code ?? '';
  const versions = useVersions(code, supplier);
  const [chosen, choose] = useFilter('version');
  const newest = versions.data?.items[0];
  const version = chosen && /^\d+$/.test(chosen) ? Number(chosen) : newest?.version;
  const document = useCallOff(code, supplier, version);
  const title = newest ? name(newest.supplier.name) : supplier;
  const error = versions.error ?? document.error;
  return (
    <>
      <PageHeader title={title} tag={document.data && <ChangeCounts callOff={document.data.call_off} />} lead={document.data && t('versionOf', { version: document.data.call_off.version, at: exact(document.data.call_off.made_at) })} back={{ to: `/plant/call-offs?line=${code}`, label: t('callOffs') }}>
        <PlainSelect label={t('column.version')} all={t('newest')} value={chosen} onChange={choose} options={(versions.data?.items ?? []).map((item) => ({ value: String(item.version), label: t('versionAt', { version: item.version, at: exact(item.made_at) }) }))} />
        {document.data && (
          <>
            <Button icon={<DownloadOutlined />} href={callOffFile(code, supplier, document.data.call_off.version, 'lines')} download={`${supplier}-${document.data.call_off.version}.csv`}>{t('csv')}</Button>
            <Button icon={<DownloadOutlined />} href={callOffFile(code, supplier, document.data.call_off.version, 'changes')} download={`${supplier}-${document.data.call_off.version}-changes.csv`}>{t('changesCsv')}</Button>
            <Button icon={<DownloadOutlined />} href={callOffFile(code, supplier, document.data.call_off.version)} download={`${supplier}-${document.data.call_off.version}.json`}>{t('json')}</Button>
          </>
        )}
      </PageHeader>
      {error && <ProblemState error={error} onRetry={() => void document.refetch()} />}
      {versions.isSuccess && !newest && <State drawing="missing" title={t('noCallOffOf')} text={t('noCallOffsText')} />}
      {!error && document.isPending && newest && <Panel><Bones rows={10} /></Panel>}
      <div className={styles.stack}>
        {newest && <SupplierLinkPanel key={`${code} ${supplier}`} line={code} supplier={supplier} />}
        {document.data && <Document key={document.data.call_off.version} document={document.data} />}
      </div>
    </>
  );
}

type View = 'changes' | 'lines';

function Document({ document }: { document: CallOffDocument }) {
  const { t } = useTranslation('materials');
  const { count } = useFormat();
  const [view, setView] = useState<View>(document.call_off.version === 1 ? 'lines' : 'changes');
  return (
    <div className={styles.stack}>
      <div>
        <Choice<View>
          label={t('show')}
          value={view}
          onChange={setView}
          options={[
            { value: 'changes', label: t('changesTab', { number: count(document.changes.length) }) },
            { value: 'lines', label: t('linesTab', { number: count(document.lines.length) }) },
          ]}
        />
      </div>
      {view === 'changes' ? <CallOffChanges changes={document.changes} /> : <CallOffLines lines={document.lines} />}
    </div>
  );
}

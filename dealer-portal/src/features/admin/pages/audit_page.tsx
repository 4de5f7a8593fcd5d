import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page/page';
import { State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import { CopyText } from '@/components/values/copy_text';
import { Exact } from '@/components/values/values';
import { useDebounced } from '@/lib/use_debounced';
import { useFilter } from '@/lib/use_filter';
import { useAudit, type AuditEntry } from '../api/admin';
import { useAuditWords } from '../components/audit_words';
import { BeforeAfter } from '../components/before_after';
import '../texts';

export function Component() {
  const { t } = useTranslation(['admin', 'common']);
  const [filter, setFilter] = useFilter('subject');
  const words = useAuditWords();
  const [text, setText] = useState(filter ? words.subject(filter) : '');
  const subject = useDebounced(words.kept(text.trim()), 300);
  const audit = useAudit(subject);
  const columns: Column<AuditEntry>[] = [
    { key: 'at', title: t('column.at'), render: (row) => <Exact at={row.at} seconds />, text: (row) => row.at },
    { key: 'actor', title: t('column.actor'), render: (row) => row.actor, text: (row) => row.actor },
    { key: 'action', title: t('column.action'), render: (row) => <span title={row.action}>{words.action(row.action)}</span>, text: (row) => row.action },
    { key: 'subject', title: t('column.subject'), render: (row) => <button type="button" style={{ border: 0, background: 'none', padding: 0, color: 'var(--accent)', cursor: 'pointer' }} onClick={() => { setText(words.subject(row.subject)); setFilter(row.subject); }}>{words.subject(row.subject)}</button>, text: (row) => row.subject },
    { key: 'change', title: t('column.change'), render: (row) => <BeforeAfter before={row.before} after={row.after} />, text: (row) => JSON.stringify({ before: row.before, after: row.after }) },
    { key: 'address', title: t('column.address'), hidden: true, render: (row) => row.address, text: (row) => row.address },
    { key: 'request', title: t('common:requestId'), render: (row) => <CopyText text={row.request_id} what={t('common:requestId')}><span className="mono">{row.request_id.slice(0, 8)}</span></CopyText>, text: (row) => row.request_id },
  ];
  return (
    <>
      <PageHeader title={t('audit')} lead={t('auditLead')} />
      <EndlessTable
        name="audit"
        label={t('audit')}
        columns={columns}
        query={audit}
        rowKey={(row) => row.id}
        filters={<Input style={{ width: 280 }} allowClear aria-label={t('filterSubject')} placeholder={t('filterSubjectHint')} maxLength={60} value={text} onChange={(event) => { setText(event.target.value); setFilter(words.kept(event.target.value.trim()) || undefined); }} />}
        empty={<State drawing="empty" title={t('noAudit')} />}
      />
    </>
  );
}

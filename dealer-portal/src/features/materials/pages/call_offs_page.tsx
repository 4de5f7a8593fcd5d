import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState, State } from '@/components/states/states';
import { Ago } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useFormat } from '@/lib/use_format';
import table from '@/components/table/table.module.css';
import { useCallOffs, type CallOff } from '../api/call_offs';
import { useOwnLines } from '../api/own_lines';
import { ChangeCounts } from '../components/change_counts';
import { LineChoice } from '../components/line_choice';
import '../texts';
import styles from '../components/materials.module.css';

/** What each supplier has to bring, as the fixed sequence of the line says. */
export function Component() {
  const { t } = useTranslation('materials');
  const { lines, line } = useOwnLines();
  const callOffs = useCallOffs(line?.code ?? '');
  return (
    <>
      <PageHeader title={t('callOffs')} lead={t('callOffsLead')}>
        <LineChoice />
      </PageHeader>
      {lines.isError && <ProblemState error={lines.error} onRetry={() => void lines.refetch()} />}
      {callOffs.isPending && !lines.isError && <Panel><Bones rows={8} /></Panel>}
      {callOffs.isError && <ProblemState error={callOffs.error} onRetry={() => void callOffs.refetch()} />}
      {callOffs.data?.items.length === 0 && <State drawing="empty" title={t('noCallOffs')} text={t('noCallOffsText')} />}
      {callOffs.data && callOffs.data.items.length > 0 && <Suppliers line={line?.code ?? ''} items={callOffs.data.items} />}
    </>
  );
}

function Suppliers({ line, items }: { line: string; items: CallOff[] }) {
  const { t } = useTranslation('materials');
  const name = useName();
  const { count } = useFormat();
  return (
    <Panel flush>
      <div className={table.scroll}>
        <table className={table.table} aria-label={t('callOffs')}>
          <thead>
            <tr>
              <th scope="col">{t('column.supplier')}</th>
              <th scope="col" className="num">{t('column.version')}</th>
              <th scope="col">{t('column.made')}</th>
              <th scope="col" className="num">{t('column.lines')}</th>
              <th scope="col">{t('column.changes')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.supplier.code}>
                <td>
                  <Link to={`/plant/call-offs/${item.supplier.code}?line=${line}`}><b>{name(item.supplier.name)}</b></Link>
                  <div className={`${styles.small} mono`}>{item.supplier.code}</div>
                </td>
                <td className="num">{item.version}</td>
                <td><Ago at={item.made_at} /></td>
                <td className="num">{count(item.lines)}</td>
                <td><ChangeCounts callOff={item} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

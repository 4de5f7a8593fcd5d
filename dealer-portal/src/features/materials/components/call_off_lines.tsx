import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/page/page';
import { State } from '@/components/states/states';
import { Tag } from '@/components/values/state_tag';
import { Exact, Nothing } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import type { CallOffLine } from '../api/call_offs';
import { CallOffTable } from './call_off_table';
import styles from './materials.module.css';

/** In the order in which the parts are needed. */
export function CallOffLines({ lines }: { lines: CallOffLine[] }) {
  const { t } = useTranslation('materials');
  if (lines.length === 0) return <Panel><State drawing="empty" title={t('noLines')} text={t('noLinesText')} /></Panel>;
  return (
    <CallOffTable
      label={t('lines')}
      columns={[{ title: t('column.neededAt') }, { title: t('column.delivery') }, { title: t('column.part') }, { title: t('column.quantity'), number: true }, { title: t('column.station') }, { title: t('column.car') }]}
      rows={lines}
    >
      {(line) => <Line key={`${line.part_no} ${line.station} ${line.order_number ?? line.needed_at}`} line={line} />}
    </CallOffTable>
  );
}

function Line({ line }: { line: CallOffLine }) {
  const { t } = useTranslation('materials');
  return (
    <tr>
      <td><Exact at={line.needed_at} seconds={line.delivery === 'JIS'} /></td>
      <td>{line.delivery === 'JIS' ? <Tag tone="accent">{t('jis', { sequence: line.sequence })}</Tag> : <Tag tone="neutral">{t('jit')}</Tag>}</td>
      <td><Part line={line} /></td>
      <td className="num">{line.quantity}</td>
      <td><Place line={line} /></td>
      <td><Car line={line} /></td>
    </tr>
  );
}

export function Part({ line }: { line: CallOffLine }) {
  const name = useName();
  return <>{name(line.part_name)}<div className={`${styles.small} mono`}>{line.part_no}</div></>;
}

export function Place({ line }: { line: CallOffLine }) {
  const name = useName();
  return <>{name(line.station_name)}<div className={`${styles.small} mono`}>{line.station}</div></>;
}

export function Car({ line }: { line: CallOffLine }) {
  if (!line.order_number) return <Nothing />;
  return <><Link className="mono" to={`/orders/${line.order_number}`}>{line.build_id ?? line.order_number}</Link>{line.build_id && <div className={`${styles.small} mono`}>{line.order_number}</div>}</>;
}

import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { State } from '@/components/states/states';
import { Tag, type Tone } from '@/components/values/state_tag';
import { Exact } from '@/components/values/values';
import type { CallOffChange } from '../api/call_offs';
import { Car, Part, Place } from './call_off_lines';
import { CallOffTable } from './call_off_table';
import styles from './materials.module.css';

const tones: Record<CallOffChange['change'], Tone> = { ADDED: 'ok', REMOVED: 'bad', MOVED: 'warn', QUANTITY: 'accent' };

/** How a version differs from the one before, line by line. */
export function CallOffChanges({ changes }: { changes: CallOffChange[] }) {
  const { t } = useTranslation('materials');
  if (changes.length === 0) return <Panel><State drawing="done" title={t('noChanges')} text={t('noChangesText')} /></Panel>;
  return (
    <CallOffTable
      label={t('column.changes')}
      columns={[{ title: t('column.change') }, { title: t('column.neededAt') }, { title: t('column.part') }, { title: t('column.quantity'), number: true }, { title: t('column.station') }, { title: t('column.car') }]}
      rows={changes}
    >
      {(change) => <Change key={`${change.change} ${change.line.part_no} ${change.line.station} ${change.line.order_number ?? change.line.needed_at}`} change={change} />}
    </CallOffTable>
  );
}

function Change({ change: { change, line, needed_before, quantity_before } }: { change: CallOffChange }) {
  const { t } = useTranslation('materials');
  const seconds = line.delivery === 'JIS';
  return (
    <tr>
      <td><Tag tone={tones[change]}>{t(`change.${change}`)}</Tag></td>
      <td>
        <Exact at={line.needed_at} seconds={seconds} />
        {change === 'MOVED' && needed_before && <div className={styles.small}>{t('before')} <Exact at={needed_before} seconds={seconds} /></div>}
      </td>
      <td><Part line={line} /></td>
      <td className="num">
        {line.quantity}
        {quantity_before && quantity_before !== line.quantity && <div className={styles.small}>{t('before')} {quantity_before}</div>}
      </td>
      <td><Place line={line} /></td>
      <td><Car line={line} /></td>
    </tr>
  );
}

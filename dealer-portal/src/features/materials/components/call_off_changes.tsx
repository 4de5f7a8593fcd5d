import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { State } from '@/components/states/states';
import table from '@/components/table/table.module.css';
import { Tag, type Tone } from '@/components/values/state_tag';
import { Exact } from '@/components/values/values';
import { useFormat } from '@/lib/use_format';
import type { CallOffChange } from '../api/call_offs';
import { Car, Part, Place } from './call_off_lines';
import styles from './materials.module.css';

const atATime = 200;
const tones: Record<CallOffChange['change'], Tone> = { ADDED: 'ok', REMOVED: 'bad', MOVED: 'warn', QUANTITY: 'accent' };

/** How a version differs from the one before, line by line. */
export function CallOffChanges({ changes }: { changes: CallOffChange[] }) {
  const { t } = useTranslation('materials');
  const { count } = useFormat();
  const [shown, show] = useState(atATime);
  if (changes.length === 0) return <Panel><State drawing="done" title={t('noChanges')} text={t('noChangesText')} /></Panel>;
  return (
    <Panel flush>
      <div className={table.scroll}>
        <table className={table.table} aria-label={t('column.changes')}>
          <thead>
            <tr>
              <th scope="col">{t('column.change')}</th>
              <th scope="col">{t('column.neededAt')}</th>
              <th scope="col">{t('column.part')}</th>
              <th scope="col" className="num">{t('column.quantity')}</th>
              <th scope="col">{t('column.station')}</th>
              <th scope="col">{t('column.car')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, shown).map((change) => <Change key={`${change.change} ${change.line.part_no} ${change.line.station} ${change.line.order_number ?? change.line.needed_at}`} change={change} />)}
          </tbody>
        </table>
      </div>
      {changes.length > shown && (
        <div className={styles.acts}>
          <Button type="link" onClick={() => show(shown + atATime)}>{t('showMore', { number: count(changes.length - shown) })}</Button>
        </div>
      )}
    </Panel>
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

import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Money } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useMe } from '@/lib/session';
import type { RepairOrder } from '../api/repairs';
import { linesOf } from '../lib/lines';
import { Totals } from './side_panel';
import styles from './repairs.module.css';

/** A repair order that is read, not worked on: closed, or another station's. */
export function RepairRecord({ order }: { order: RepairOrder }) {
  const { t } = useTranslation(['repairs', 'common']);
  const name = useName();
  const ownHouse = useMe().organisation.id === order.station.id;
  return (
    <div className={styles.page}>
      <div className={styles.stack}>
        {!ownHouse && <div className={styles.conflict}>{t('otherStation')}</div>}
        {order.state === 'CLOSED' && ownHouse && <div className={`${styles.conflict} ${styles.closed}`} role="status">{t('closedNote')}</div>}
        <Panel title={t('operations')}>
          <table className={`${styles.grid} ${styles.record}`} aria-label={t('operations')}>
            <tbody>
              {order.operations.map((line) => (
                <tr key={line.line_no}>
                  <td data-wide><b>{name(line.name)}</b> <span className="mono muted">{line.operation_code}</span><div>{[line.cause, line.correction].filter(Boolean).join(' → ')}</div></td>
                  <td>{line.technician.name}</td>
                  <td className={styles.right}>{t('hoursShort', { hours: Number(line.hours) })}</td>
                  <td>{t(`common:payType.${line.pay_type}`)}</td>
                  <td className={styles.right}><Money amount={line.amount} currency={order.currency} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
        {order.parts.length > 0 && (
          <Panel title={t('parts')}>
            <table className={`${styles.grid} ${styles.record}`} aria-label={t('parts')}>
              <tbody>
                {order.parts.map((line) => (
                  <tr key={line.line_no}>
                    <td data-wide><b>{name(line.name)}</b> <span className="mono muted">{line.part_no}</span></td>
                    <td className={styles.right}>{`× ${Number(line.quantity)}`}</td>
                    <td className="mono">{line.serial ?? ''}</td>
                    <td>{t(`common:payType.${line.pay_type}`)}</td>
                    <td className={styles.right}><Money amount={line.amount} currency={order.currency} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Panel>
        )}
      </div>
      <div className={styles.side}><Totals lines={linesOf(order)} currency={order.currency} /></div>
    </div>
  );
}

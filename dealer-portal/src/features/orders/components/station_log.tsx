import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Tag, type Tone } from '@/components/values/state_tag';
import { Exact } from '@/components/values/values';
import type { BuildEvent, Order } from '@/lib/api/types';
import { useCodeWords } from '@/lib/codes';
import { useName } from '@/lib/i18n';
import { useLine } from '@/lib/lines';
import styles from './orders.module.css';

const tones: Record<BuildEvent['state'], Tone> = { RUNNING: 'accent', COMPLETED: 'ok', HELD: 'warn', ABORTED: 'bad' };

/** Station by station, newest first. */
export function StationLog({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const name = useName();
  const words = useCodeWords();
  const stations = useLine(order.build?.line)?.stations ?? [];
  const named = (code: string) => stations.find((station) => station.code === code);
  return (
    <Panel title={t('stationLog')}>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('stationLog')}>
        <table className={styles.log}>
          <thead>
            <tr>
              <th scope="col">{t('log.station')}</th>
              <th scope="col">{t('log.state')}</th>
              <th scope="col">{t('log.note')}</th>
              <th scope="col">{t('log.at')}</th>
            </tr>
          </thead>
          <tbody>
            {[...order.build_events].reverse().map((event) => (
              <tr key={event.seq}>
                <td>
                  {named(event.station) ? name(named(event.station)!.name) : event.station} <span className="mono muted">{event.station}</span>
                </td>
                <td><Tag tone={tones[event.state]}>{t(`stationState.${event.state}`)}</Tag></td>
                <td>{[event.pass_no > 1 && t('log.pass', { pass: event.pass_no }), event.hold_reason && words('hold', event.hold_reason), event.disposition && words('disposition', event.disposition)].filter(Boolean).join(' · ')}</td>
                <td><Exact at={event.at} seconds /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

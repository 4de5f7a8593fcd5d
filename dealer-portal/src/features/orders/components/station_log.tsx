import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Tag, type Tone } from '@/components/values/state_tag';
import { Exact, Nothing } from '@/components/values/values';
import type { BuildEvent, Order } from '@/lib/api/types';
import { useCodeWords } from '@/lib/codes';
import { useName } from '@/lib/i18n';
import { useLine } from '@/lib/lines';
import styles from './orders.module.css';

type Visit = { seq: number; station: string; pass: number; state: BuildEvent['state']; came: string | null; left: string | null; notes: string[] };

/** A car's events at one station in one pass are one visit: when it came, why it stood, when it left. */
function visitsOf(events: BuildEvent[], words: ReturnType<typeof useCodeWords>): Visit[] {
  const visits = new Map<string, Visit>();
  for (const event of events) {
    const key = `${event.station} ${event.pass_no}`;
    const visit = visits.get(key) ?? { seq: event.seq, station: event.station, pass: event.pass_no, state: event.state, came: null, left: null, notes: [] };
    visits.set(key, visit);
    visit.state = event.state;
    if (event.state === 'COMPLETED' || event.state === 'ABORTED') visit.left = event.at;
    else visit.came ??= event.at;
    if (event.hold_reason) visit.notes.push(words('hold', event.hold_reason));
    if (event.disposition) visit.notes.push(words('disposition', event.disposition));
  }
  return [...visits.values()];
}

const tones: Record<BuildEvent['state'], Tone> = { RUNNING: 'accent', COMPLETED: 'ok', HELD: 'warn', ABORTED: 'bad' };

/** Station by station, newest first. */
export function StationLog({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const name = useName();
  const words = useCodeWords();
  const stations = useLine(order.build?.line)?.stations ?? [];
  const visits = useMemo(() => visitsOf(order.build_events, words).reverse(), [order.build_events, words]);
  const told = visits.some((visit) => visit.came);
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
              {told && <th scope="col" className="num">{t('log.came')}</th>}
              <th scope="col" className="num">{t('log.left')}</th>
            </tr>
          </thead>
          <tbody>
            {visits.map((visit) => (
              <tr key={visit.seq}>
                <td>
                  {named(visit.station) ? name(named(visit.station)!.name) : visit.station} <span className="mono muted">{visit.station}</span>
                </td>
                <td><Tag tone={tones[visit.state]}>{t(`stationState.${visit.state}`)}</Tag></td>
                <td>{[visit.pass > 1 && t('log.pass', { pass: visit.pass }), ...visit.notes].filter(Boolean).join(' · ')}</td>
                {told && <td className="num">{visit.came ? <Exact at={visit.came} seconds /> : <Nothing />}</td>}
                <td className="num">{visit.left ? <Exact at={visit.left} seconds /> : <Nothing />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

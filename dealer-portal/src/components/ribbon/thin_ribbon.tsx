import { useTranslation } from 'react-i18next';
import type { LineStation, OrderState, Shop } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { indexOf, wholeWay } from './ribbon_model';
import styles from './ribbon.module.css';

type Props = { stations: LineStation[]; state: OrderState; station: string | null; held: boolean };

const shown: Shop[] = ['PRESS', 'BODY', 'PAINT', 'POWERTRAIN', 'ASSEMBLY', 'YARD', 'ROAD', 'DEALER'];

/** One order's way as a thin strip: five shops, yard, road, dealer. Tests belong to the shop before them. */
export function ThinRibbon({ stations, state, station, held }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const way = wholeWay(stations);
  const at = indexOf(way, state, station);
  const groups = group(way);
  const here = way[at];
  const gone = state === 'CANCELLED' || state === 'REFUSED';
  const label = here ? `${t(`shop.${here.shop}`)} · ${name(here.name)}` : t(`orderState.${state}`);
  return (
    <span className={`${styles.thin} ${held ? styles.thinHeld : ''} ${gone ? styles.thinGone : ''}`} role="img" aria-label={label} title={label}>
      {groups.map(({ shop, first, count }) => (
        <span key={shop} className={styles.thinSegment}>
          <i style={{ width: `${gone ? 0 : share(at, first, count, state === 'DELIVERED') * 100}%` }} />
        </span>
      ))}
    </span>
  );
}

function share(at: number, first: number, count: number, over: boolean): number {
  if (over) return 1;
  return Math.min(1, Math.max(0, (at - first + 1) / count));
}

function group(way: LineStation[]) {
  const groups: { shop: Shop; first: number; count: number }[] = [];
  way.forEach((station, index) => {
    const last = groups[groups.length - 1];
    if (last && (last.shop === station.shop || !shown.includes(station.shop))) last.count += 1;
    else if (!groups.some((known) => known.shop === station.shop)) groups.push({ shop: station.shop, first: index, count: 1 });
  });
  return groups;
}

import type { Build, BuildEvent, LineStation, OrderState } from '@/lib/api/types';
import { shopBands, type ShopBand } from '@/lib/lines';

export type ReworkLoop = { from: number; to: number; pass: number };
export type RibbonModel = {
  bands: ShopBand[];
  stations: LineStation[];
  /** Where the car stands, counted from 0; -1 before it is on the line. */
  at: number;
  /** The furthest it has come: what lies before is filled. */
  furthest: number;
  held: boolean;
  over: boolean;
  loops: ReworkLoop[];
};

type Place = Pick<Build, 'station' | 'state'>;

const after: LineStation[] = [
  { code: 'YARD-IN', shop: 'YARD', position: 10_001, name: { zh: '停车场', en: 'Yard' } },
  { code: 'SHIPPED', shop: 'ROAD', position: 10_002, name: { zh: '运输途中', en: 'On the road' } },
  { code: 'ARRIVED', shop: 'DEALER', position: 10_003, name: { zh: '到达经销商', en: 'At the dealer' } },
];

/** A line's stations, with yard, road and dealer behind them where the line does not list them itself. */
export function wholeWay(stations: LineStation[]): LineStation[] {
  const missing = after.filter((place) => !stations.some((station) => station.shop === place.shop));
  return [...stations].sort((a, b) => a.position - b.position).concat(missing);
}

export function indexOf(stations: LineStation[], state: OrderState, station: string | null | undefined): number {
  const last = (shop: LineStation['shop']) => stations.findLastIndex((place) => place.shop === shop);
  if (state === 'ARRIVED' || state === 'DELIVERED') return last('DEALER');
  if (state === 'IN_TRANSIT') return last('ROAD');
  if (state === 'IN_YARD') return last('YARD');
  const known = station ? stations.findIndex((place) => place.code === station) : -1;
  if (known >= 0) return known;
  if (state === 'BUILT') return stations.findLastIndex((place) => !['YARD', 'ROAD', 'DEALER'].includes(place.shop));
  return -1;
}

/** Where the car came round again: events step back, with a pass above the first. */
export function reworkLoops(stations: LineStation[], events: BuildEvent[]): ReworkLoop[] {
  const loops: ReworkLoop[] = [];
  let before = -1;
  for (const event of events) {
    const index = stations.findIndex((station) => station.code === event.station);
    if (index < 0) continue;
    if (index < before && event.pass_no > 1) loops.push({ from: before, to: index, pass: event.pass_no });
    before = index;
  }
  return loops;
}

export function ribbonModel(lineStations: LineStation[], state: OrderState, build: Place | null, events: BuildEvent[]): RibbonModel {
  const stations = wholeWay(lineStations);
  const at = indexOf(stations, state, build?.station);
  const loops = reworkLoops(stations, events);
  return {
    bands: shopBands(stations),
    stations,
    at,
    furthest: Math.max(at, ...loops.map((loop) => loop.from)),
    held: build?.state === 'HELD',
    over: state === 'DELIVERED',
    loops,
  };
}

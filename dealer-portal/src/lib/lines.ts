import { useQuery } from '@tanstack/react-query';
import { api, call } from './api/client';
import type { Line, LineStation, Shop } from './api/types';

const linesQuery = {
  queryKey: ['lines'],
  queryFn: () => call(api.GET('/lines')),
  staleTime: 60 * 60_000,
};

export function useLines() {
  return useQuery(linesQuery);
}

/** One line by code; the first where none is named (an order that has no build yet). */
export function useLine(code?: string | null): Line | undefined {
  const { data } = useQuery(linesQuery);
  return data?.items.find((line) => line.code === code) ?? data?.items[0];
}

export type ShopBand = { shop: Shop; stations: LineStation[]; first: number };

/** The stations in the order a car passes them, cut where the shop changes. `first` counts from 0. */
export function shopBands(stations: LineStation[]): ShopBand[] {
  const ordered = [...stations].sort((a, b) => a.position - b.position);
  const bands: ShopBand[] = [];
  ordered.forEach((station, index) => {
    const last = bands[bands.length - 1];
    if (last && last.shop === station.shop) last.stations.push(station);
    else bands.push({ shop: station.shop, stations: [station], first: index });
  });
  return bands;
}

import type { ShopBand } from '@/lib/lines';

export type BandBox = { band: ShopBand; x: number; width: number };
const gap = 6;
const shortest = 3;

/** Shops side by side, as wide as they have stations, but none so narrow that its name is lost. */
export function layOut(bands: ShopBand[], width: number): BandBox[] {
  const weights = bands.map((band) => Math.max(shortest, band.stations.length));
  const sum = weights.reduce((a, b) => a + b, 0);
  const room = width - gap * (bands.length - 1);
  let x = 0;
  return bands.map((band, index) => {
    const box = { band, x, width: ((weights[index] ?? 0) / sum) * room };
    x += box.width + gap;
    return box;
  });
}

/** The middle of a station's tick. */
export function stationX(boxes: BandBox[], index: number): number {
  const box = boxes.find(({ band }) => index >= band.first && index < band.first + band.stations.length);
  if (!box) return 0;
  return box.x + ((index - box.band.first + 0.5) / box.band.stations.length) * box.width;
}

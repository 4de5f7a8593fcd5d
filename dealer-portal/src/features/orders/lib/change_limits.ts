import type { Limit, Limits } from '@/features/configurator';
import type { ChangeWindow } from '../api/life';
import { closingSoonMs } from './time_left';

type Words = {
  closed: () => string;
  closedAt: (station: ChangeWindow['station']) => string;
  left: (ms: number) => string;
};

const families = { TRIM: 'TRIM', ENGINE: 'ENGINE', COLOUR: 'EXTERIOR_COLOUR', INTERIOR: 'INTERIOR_TRIM', OPTIONS: 'OPTION' } as const;

/** What of a car on the line can no longer be chosen, and what not for much longer. */
export function changeLimits(windows: ChangeWindow[], had: string[], now: number, words: Words): Limits {
  const limits: Limits = { had, families: {}, features: {} };
  const limit = (window: ChangeWindow, part: Pick<ChangeWindow, 'open' | 'station' | 'closes_at'>): Limit | undefined => {
    if (!part.open) return { closed: true, text: window.reason === 'NOT_POSSIBLE' ? words.closed() : words.closedAt(part.station) };
    const left = part.closes_at === null ? Infinity : Math.max(0, Date.parse(part.closes_at) - now);
    return left < closingSoonMs ? { closed: false, text: words.left(left) } : undefined;
  };
  for (const window of windows) {
    const family = window.group in families ? families[window.group as keyof typeof families] : undefined;
    if (!family) continue;
    // Options that are still open each tell their own time.
    if (window.closings.length === 0 || !window.open) limits.families[family] = limit(window, window);
    for (const closing of window.closings) {
      for (const feature of closing.features) limits.features[feature.code] = limit(window, closing);
    }
  }
  return limits;
}

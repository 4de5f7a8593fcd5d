import type { ReactNode } from 'react';

export type Drawing = 'empty' | 'missing' | 'closed' | 'broken' | 'done';

const frame = (content: ReactNode) => (
  <svg width="96" height="56" viewBox="0 0 96 56" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
    <path d="M4 50h88" strokeDasharray="1 5" />
    {content}
  </svg>
);

const car = 'M16 44h-5c-2 0-3-2-3-5 0-6 2-8 7-9l10-2 10-10c2-2 4-3 8-3h14c4 0 6 1 9 3l11 10 10 2c4 1 6 4 6 8 0 4-1 6-4 6h-5M30 44h34';

export const drawings: Record<Drawing, ReactNode> = {
  empty: frame(<><path d={car} strokeDasharray="3 4" /><circle cx="23" cy="44" r="6" /><circle cx="71" cy="44" r="6" /></>),
  missing: frame(<><circle cx="44" cy="24" r="14" /><path d="m54 34 12 12M40 20a5 5 0 1 1 5 6v2M45 33v.5" /></>),
  closed: frame(<><rect x="34" y="24" width="28" height="22" rx="4" /><path d="M40 24v-6a8 8 0 0 1 16 0v6M48 33v5" /></>),
  broken: frame(<><path d="M12 28h22l5-9 8 20 7-15 4 6" /><path d="M66 26h18" strokeDasharray="2 5" /></>),
  done: frame(<><path d={car} /><circle cx="23" cy="44" r="6" /><circle cx="71" cy="44" r="6" /><path d="m40 8 5 5 10-10" /></>),
};

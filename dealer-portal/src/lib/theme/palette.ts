/** Neutral greys and one accent. Every pair of text and ground keeps 4.5:1. */
export type Palette = Record<
  | 'bg' | 'surface' | 'surface2' | 'line' | 'line2' | 'fg' | 'fg2' | 'fg3'
  | 'accent' | 'accentHover' | 'accentFg' | 'accentSoft' | 'ok' | 'okSoft' | 'warn' | 'warnSoft' | 'bad' | 'badSoft' | 'shadow',
  string
>;

export const light: Palette = {
  bg: '#f4f5f7',
  surface: '#ffffff',
  surface2: '#f9fafb',
  line: '#e5e7ec',
  line2: '#ccd1da',
  fg: '#171a21',
  fg2: '#474e5b',
  fg3: '#5f6877',
  accent: '#2f4fc9',
  accentHover: '#2540a8',
  accentFg: '#ffffff',
  accentSoft: '#edf0fc',
  ok: '#12703f',
  okSoft: '#e5f5ec',
  warn: '#8a5207',
  warnSoft: '#fdf2de',
  bad: '#b3262f',
  badSoft: '#fdecec',
  shadow: '0 1px 2px rgb(16 24 40 / 5%), 0 1px 3px rgb(16 24 40 / 4%)',
};

export const dark: Palette = {
  bg: '#0e1014',
  surface: '#16191f',
  surface2: '#1c2028',
  line: '#292e38',
  line2: '#3c4452',
  fg: '#eceef2',
  fg2: '#b6bdc9',
  fg3: '#949dac',
  accent: '#94a8ff',
  accentHover: '#b0bfff',
  accentFg: '#0d1330',
  accentSoft: '#20274a',
  ok: '#62cf95',
  okSoft: '#12301f',
  warn: '#edb55c',
  warnSoft: '#352711',
  bad: '#ff8f8f',
  badSoft: '#3a191c',
  shadow: '0 1px 2px rgb(0 0 0 / 40%)',
};

const variable = (name: string) => `--${name.replace(/[A-Z0-9]/g, (c) => `-${c.toLowerCase()}`)}`;

export function paint(palette: Palette, mode: 'light' | 'dark') {
  const root = document.documentElement;
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
  for (const [name, value] of Object.entries(palette)) root.style.setProperty(variable(name), value);
}

// Fails when a person's first page would load more compressed script than promised.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limitKb = 300;
const buyerLimitKb = 150;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const sizes = new Map();
function gzipped(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist))).length);
  return sizes.get(file);
}

// The scripts that a chunk cannot run without.
function closure(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, found);
  return found;
}

const always = ['index.html', 'src/locales/zh-CN/index.ts'];
const first = [...always, 'src/app/providers.tsx', 'src/app/shell/shell.tsx'];
const landings = [
  'identity/pages/sign_in_page', 'orders/pages/today_page', 'repairs/pages/counter_page', 'care/pages/queue_page',
  'plant/pages/line_page', 'admin/pages/people_page', 'cars/pages/car_search_page',
].map((page) => `src/features/${page}.tsx`);

function check(page, before, limit) {
  const keys = new Set([...before, page].flatMap((key) => [...closure(key)]));
  const files = new Set([...keys].map((key) => manifest[key].file).filter((file) => file.endsWith('.js')));
  const kb = [...files].reduce((sum, file) => sum + gzipped(file), 0) / 1024;
  console.log(`first load of ${page}: ${kb.toFixed(0)} KB gzipped`);
  if (kb <= limit) return;
  console.error(`This first load may be ${limit} KB at most.`);
  process.exitCode = 1;
}

for (const landing of landings) check(landing, first, limitKb);
check('src/features/tracking/pages/buyer_page.tsx', always, buyerLimitKb);

import { chromium } from 'playwright';
import axe from '@axe-core/playwright';
const base = 'http://127.0.0.1:18142';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const desk = await b.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', permissions: ['clipboard-read', 'clipboard-write'] });
const p = await desk.newPage();
const hear = (page, who) => { page.on('console', (m) => m.type() === 'error' && console.log(who, m.text().slice(0, 300))); page.on('pageerror', (e) => console.log(who, 'PAGEERROR', String(e).slice(0, 300))); };
hear(p, 'desk');
const r = await desk.request.post(base + '/api/v1/sessions', { data: { sign_in_name: 'li.na', password: 'marque-demo' } });
console.log('sign in', r.status());
const get = async (path) => (await desk.request.get(base + '/api/v1' + path)).json();
const pick = {};
for (const state of ['ACCEPTED', 'SCHEDULED', 'IN_PRODUCTION', 'IN_TRANSIT', 'ARRIVED', 'DELIVERED']) pick[state] = (await get('/orders?limit=50&state=' + state)).items.find((o) => o.customer_name)?.number;
console.log(JSON.stringify(pick));
const phone = async (address, shot, locale = 'zh-CN', scheme = 'light') => {
  const c = await b.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, locale, colorScheme: scheme, isMobile: true, hasTouch: true });
  const q = await c.newPage(); hear(q, shot);
  let bytes = 0; q.on('response', async (x) => { const h = await x.allHeaders(); bytes += Number(h['content-length'] ?? 0); });
  await q.goto(address); await q.waitForSelector('h1'); 
  const ax = await new (axe.default ?? axe)({ page: q }).withTags(['wcag2a','wcag2aa','wcag21a','wcag21aa']).analyze(); console.log(shot, 'axe', ax.violations.map((v) => v.id + ' ' + v.nodes.map((n) => n.html.slice(0,100)).join('|')));
  await q.screenshot({ path: `/tmp/dshots/${shot}.png` }); await q.screenshot({ path: `/tmp/dshots/${shot}_full.png`, fullPage: true });
  console.log(shot, await q.locator('h1,h2').allInnerTexts(), bytes, 'overflow', await q.evaluate(() => document.documentElement.scrollWidth > innerWidth));
  await c.close();
};
const n = pick.IN_TRANSIT ?? pick.ARRIVED;
await desk.request.delete(base + `/api/v1/orders/${n}/buyer-link`);
await p.goto(base + '/orders/' + n); await p.getByRole('button', { name: /生成链接/ }).scrollIntoViewIfNeeded(); await p.screenshot({ path: '/tmp/dshots/panel_none.png' });
await p.getByRole('button', { name: /生成链接/ }).click(); await p.getByRole('img', { name: /二维码/ }).waitFor();
await p.getByRole('img', { name: /二维码/ }).scrollIntoViewIfNeeded(); await p.screenshot({ path: '/tmp/dshots/panel_made.png' });
const address = await p.locator('a[href*="/t/"]').getAttribute('href'); console.log(address);
await phone(address, 'phone_zh'); await phone(address, 'phone_en', 'en-GB'); await phone(address, 'phone_dark', 'zh-CN', 'dark');
await p.reload(); await p.getByRole('button', { name: '重新生成' }).waitFor(); await p.getByRole('button', { name: '重新生成' }).scrollIntoViewIfNeeded(); await p.screenshot({ path: '/tmp/dshots/panel_there.png' });
await p.getByRole('button', { name: '停用链接' }).click(); await p.getByRole('tooltip').getByRole('button', { name: '停用链接' }).click(); await p.getByRole('button', { name: /生成链接/ }).waitFor();
await phone(address, 'phone_gone');
for (const s of ['ACCEPTED', 'IN_TRANSIT', 'ARRIVED', 'DELIVERED']) if (pick[s]) {
  const made = await (await desk.request.post(base + `/api/v1/orders/${pick[s]}/buyer-link`, { data: {} })).json();
  await phone(base + made.address, 'phone_' + s);
}
await b.close();

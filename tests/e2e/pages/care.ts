import { expect, type Page } from '@playwright/test';
import type { wordsOf } from '../data/words';
import { expectAccessible } from './axe';

type Words = ReturnType<typeof wordsOf>;
type Calls = { items: { id: number; vin: string; rule: { code: string } }[]; next: string | null };

export async function moveClock(page: Page, t: Words, days: number) {
  await page.goto('/admin/clock');
  await page.getByLabel(t('admin.otherDays')).fill(String(days));
  await expectAccessible(page);
  const moved = page.waitForResponse((answer) => answer.url().endsWith('/clock/moves') && answer.status() === 201);
  await page.getByRole('button', { name: t('admin.moveNow_other', { count: days }) }).click();
  await moved;
}

/** The due call of a car by its rule, wherever it stands in the queue. */
async function dueCall(page: Page, vin: string, rule: string): Promise<number> {
  for (let cursor = ''; ; ) {
    const answer = await page.request.get(`/api/v1/care/calls?view=due&limit=200${cursor}`);
    const calls = (await answer.json()) as Calls;
    const call = calls.items.find((item) => item.vin === vin && item.rule.code === rule);
    if (call) return call.id;
    if (!calls.next) throw new Error(`no ${rule} is due for ${vin}`);
    cursor = `&cursor=${encodeURIComponent(calls.next)}`;
  }
}

/** Takes the buyer's first call, reads why it is due now, records a booking; the follow-up is said, the next call is there. */
export async function callBuyer(page: Page, t: Words, vin: string, note: string) {
  await page.goto('/care');
  await expect(page.getByRole('heading', { name: t('care.title') })).toBeVisible();
  await expectAccessible(page);
  const mine = `/care/calls/${await dueCall(page, vin, 'FIRST_VISIT')}`;
  await page.goto(mine);
  await expect(page.getByText(t('care.why'))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('care.claim') }).click();
  await expect(page.getByRole('group', { name: t('care.outcome') })).toBeVisible();
  await page.keyboard.press('2');
  await expectAccessible(page);
  await page.getByRole('textbox', { name: t('care.note') }).fill(note);
  await page.getByRole('button', { name: t('care.record') }).click();
  await expect(page.getByText(t('care.followUp').trim())).toBeVisible();
  await page.waitForURL((url) => /^\/care\/calls\/\d+$/.test(url.pathname) && url.pathname !== mine);
  await expect(page.getByRole('group', { name: t('care.outcome') })).toBeVisible();
  await expectAccessible(page);
}

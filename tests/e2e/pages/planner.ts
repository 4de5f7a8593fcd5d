import { expect, type Page } from '@playwright/test';
import type { wordsOf } from '../data/words';
import { expectAccessible } from './axe';

type Words = ReturnType<typeof wordsOf>;

async function open(page: Page, t: Words, path: string, title: string) {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: t(title) })).toBeVisible();
  await expect(page.getByRole('status', { name: t('common.loading') })).toHaveCount(0);
}

/** Cars stand at their stations, each of them a way to its order. */
export async function seeTheLine(page: Page, t: Words) {
  await open(page, t, '/plant/line', 'plant.line');
  await expect(page.locator('main a[href^="/orders/ORD-"]').first()).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
}

/** Pins a car of the free part with the keyboard, having seen what it does. Cars that start meanwhile make the plan another one. */
export async function pinACar(page: Page, t: Words) {
  await open(page, t, '/plant/sequence', 'scheduling.title');
  await expect(page.locator('tr[data-build]').nth(14)).toBeVisible({ timeout: 90_000 });
  await expectAccessible(page);
  const chosen = page.locator('tr[aria-selected="true"]');
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('PageDown');
    await expect(chosen).toHaveCount(1);
    await page.keyboard.press('p');
    await expect(page.getByText(t('scheduling.would.PIN'))).toBeVisible();
    await page.getByRole('button', { name: t('scheduling.doIt') }).click({ timeout: 5_000 });
    await expect(chosen.getByLabel(t('scheduling.pinned'))).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await expectAccessible(page);
}

/** What a supplier has to bring, and what has changed since it was last told. */
export async function readACallOff(page: Page, t: Words) {
  await open(page, t, '/plant/call-offs', 'materials.callOffs');
  await expectAccessible(page);
  await page.locator('main a[href^="/plant/call-offs/"]').first().click();
  await page.waitForURL(/\/plant\/call-offs\/[^/?]+/);
  await expect(page.getByRole('table').first()).toBeVisible();
  await expectAccessible(page);
}

/** Has office and line compared, and reads that they have been. */
export async function compare(page: Page, t: Words) {
  await open(page, t, '/plant/reconciliation', 'plant.reconciliation');
  const started = page.waitForResponse((answer) => answer.url().endsWith('/reconciliations') && answer.request().method() === 'POST');
  await page.getByRole('button', { name: t('plant.compareNow') }).click();
  expect((await started).status()).toBe(201);
  await expect(page.getByRole('heading', { name: t('plant.latestRun') })).toBeVisible();
  await expect(page.locator('.ant-btn-loading')).toHaveCount(0, { timeout: 60_000 });
  await expectAccessible(page);
}

export async function seeTheRest(page: Page, t: Words) {
  const pages = { '/plant/holds': 'plant.holds', '/plant/set-aside': 'plant.setAside', '/plant/shortages': 'materials.shortages', '/plant/genealogy': 'materials.genealogy', '/plant/sequence/settings': 'scheduling.settingsTitle' };
  for (const [path, title] of Object.entries(pages)) {
    await open(page, t, path, title);
    await expectAccessible(page);
  }
}

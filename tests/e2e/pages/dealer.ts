import { expect, type Page } from '@playwright/test';
import type { wordsOf } from '../data/words';
import { expectAccessible } from './axe';

type Words = ReturnType<typeof wordsOf>;

/** One click on the demonstration's own list of people. */
export async function signIn(page: Page, t: Words, role: string) {
  await page.goto('/');
  const people = page.getByRole('region', { name: t('identity.demo') });
  await expect(people).toBeVisible();
  await expectAccessible(page);
  await people.getByRole('button', { name: t(`common.role.${role}`) }).first().click();
  await expect(page.getByRole('combobox', { name: t('common.shell.searchLabel') })).toBeVisible();
  await expectAccessible(page);
}

/** The one search for everything leads to the order by its number. */
export async function findOrder(page: Page, t: Words, number: string) {
  await page.goto('/orders');
  await expect(page.getByText(number)).toBeVisible();
  await expectAccessible(page);
  const search = page.getByRole('combobox', { name: t('common.shell.searchLabel') });
  await search.fill(number);
  await search.press('Enter');
  await page.waitForURL(`**/orders/${number}`);
}

/** Chooses a car whose options do not go together at first, takes the way out, names the buyer, places the order. */
export async function configureAndOrder(page: Page, t: Words, car: { model: string; trim: string; colour: string }, buyer: { name: string; phone: string }) {
  await page.goto('/orders/new');
  await page.getByRole('radio', { name: car.model }).check();
  await page.getByRole('radio', { name: car.trim }).check();
  await page.getByRole('radio', { name: car.colour }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('configurator.next') }).click();
  await page.getByRole('button', { name: t('configurator.newBuyer') }).click();
  const form = page.getByRole('form', { name: t('configurator.newBuyer') });
  await form.getByLabel(t('configurator.customer.name')).fill(buyer.name);
  await form.getByLabel(t('configurator.customer.phone')).fill(buyer.phone);
  await form.getByRole('button', { name: t('configurator.customer.save') }).click();
  await expect(page.getByRole('group', { name: t('configurator.buyer') })).toBeVisible();
  await page.getByRole('button', { name: t('configurator.inWeeks_other', { count: 4 }) }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('configurator.place') }).click();
  await page.waitForURL(/\/orders\/ORD-/);
  return page.url().split('/').pop() ?? '';
}

/** Keeps every line station that the page's ribbon shows from now on, however short. */
async function watchStations(page: Page) {
  await page.locator('[data-station]').first().waitFor();
  return page.evaluateHandle(() => {
    const seen = new Set<string>();
    const look = () => seen.add(document.querySelector<HTMLElement>('[data-station]')?.dataset.station ?? '');
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-station'] });
    look();
    return seen;
  });
}

/** Stays on the order's page, without reloading, until the car has reached the dealer; returns its VIN. */
export async function followToDealer(page: Page, t: Words) {
  const stations = await watchStations(page);
  const handOver = t('orders.action.HAND_OVER');
  await expect(page.getByRole('button', { name: handOver, exact: true }).or(page.getByRole('link', { name: handOver, exact: true }))).toBeVisible({ timeout: 170_000 });
  expect(await stations.evaluate((seen) => seen.size), 'line stations the open page showed').toBeGreaterThan(10);
  await expectAccessible(page);
  return (await page.getByText(/LSG\w{14}/).first().innerText()).trim();
}

export async function handOver(page: Page, t: Words, plate: string) {
  await page.goto(`${page.url().split('?')[0]}/hand-over`);
  await page.getByRole('textbox', { name: t('orders.odometer') }).fill('60');
  await page.getByRole('textbox', { name: t('orders.plate') }).fill(plate);
  await expectAccessible(page);
  await page.getByRole('button', { name: t('orders.handOverNow') }).click();
  await expect(page.getByText(t('common.orderState.DELIVERED')).first()).toBeVisible();
  await expectAccessible(page);
}

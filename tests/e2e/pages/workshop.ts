import { expect, type Page } from '@playwright/test';
import type { wordsOf } from '../data/words';
import { expectAccessible } from './axe';

type Words = ReturnType<typeof wordsOf>;

/** Types and presses Enter as fast as people who know their codes do; what the field then holds answers the text. */
async function find(page: Page, label: string, text: string) {
  const field = page.getByRole('combobox', { name: label });
  await field.fill(text);
  await field.press('Enter');
  await expect(field).toHaveValue(new RegExp(text, 'i'));
}

async function chooseFirst(page: Page, label: string) {
  const field = page.getByRole('combobox', { name: label });
  await field.press('ArrowDown');
  await expect(page.getByRole('listbox', { name: label }).getByRole('option').first()).toBeVisible();
  await field.press('Enter');
  await expect(field).not.toHaveValue('');
}

/** Finds the car by the end of its VIN, opens a repair order, fills one operation and one part, closes it. */
export async function repair(page: Page, t: Words, vin: string, words: { complaint: string; operation: string; part: string }) {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: t('repairs.repairOrders') })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: t('cars.find') }).fill(vin.slice(-8));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/cars\//);
  await expect(page.getByText(t('cars.event.HANDED_OVER')).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: t('cars.openRepair') }).click();
  await expect(page.getByRole('heading', { name: t('repairs.openTitle') })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: t('repairs.odometer') }).fill('1200');
  await page.getByRole('textbox', { name: t('repairs.complaint') }).fill(words.complaint);
  await page.getByRole('button', { name: t('repairs.openNow') }).click();
  await page.waitForURL(/\/repair-orders\//);
  await page.getByRole('button', { name: t('repairs.addOperation') }).click();
  await find(page, `${t('repairs.field.operation')} 1`, words.operation);
  await chooseFirst(page, `${t('repairs.field.technician')} 1`);
  await page.getByLabel(`${t('repairs.field.cause')} 1`).fill(words.complaint);
  await page.getByLabel(`${t('repairs.field.correction')} 1`).fill(words.operation);
  await page.getByRole('button', { name: t('repairs.addPart') }).click();
  await find(page, `${t('repairs.field.part')} ${t('repairs.ofPart', { line: 1 })}`, words.part);
  await expectAccessible(page);
  await page.getByRole('button', { name: t('repairs.close') }).click();
  await expect(page.getByText(t('repairs.closedNote'))).toBeVisible();
  await expectAccessible(page);
}

import { test } from '@playwright/test';
import { orderForStock } from '../data/orders';
import { pageOf } from '../data/session';
import { wordsOf, type Language } from '../data/words';
import { compare, pinACar, readACallOff, seeTheLine, seeTheRest } from '../pages/planner';

/** The demonstration's own cars may all be built by the time of the planning: these are waiting. */
const salesperson = { 'zh-CN': 'liu.yang', en: 'huang.ying' };

test('a planner looks after the line', async ({ browser }, info) => {
  const language = info.project.use.locale as Language;
  const t = wordsOf(language);
  const page = await pageOf(browser, 'cheng.gong', language);
  await test.step('sees every car at its station', () => seeTheLine(page, t));
  await orderForStock(browser, salesperson[language], 36);
  await test.step('pins a car in the sequence', () => pinACar(page, t));
  await test.step("reads a supplier's call-off", () => readACallOff(page, t));
  await test.step('has office and line compared', () => compare(page, t));
  await test.step('looks at what is held, set aside, missing and built in', () => seeTheRest(page, t));
});

import { expect, test } from '@playwright/test';
import { pageOf } from '../data/session';
import { wordsOf, type Language } from '../data/words';
import { callBuyer, moveClock } from '../pages/care';
import { configureAndOrder, findOrder, followToDealer, handOver, signIn } from '../pages/dealer';
import { repair } from '../pages/workshop';

const stories = {
  'zh-CN': { model: '御澜', trim: '豪华', colour: '绛霞红', buyer: { name: '顾晓', phone: '13917000101' }, plate: '沪A60101', complaint: '冷车启动异响', operation: '机油', part: '机油' },
  en: { model: 'Meridian', trim: 'Luxury', colour: 'Crimson Dusk', buyer: { name: 'Grace Gu', phone: '13917000202' }, plate: '沪A60202', complaint: 'Noise on a cold start', operation: 'oil and filter', part: 'synthetic oil' },
} as const;

test('a car from its order to the care call', async ({ browser }, info) => {
  const language = info.project.name as Language;
  const t = wordsOf(language);
  const story = stories[language];
  let vin = '';

  await test.step('a salesperson configures, orders and follows the car to the dealer', async () => {
    const page = await pageOf(browser, null, language);
    await signIn(page, t, 'SALESPERSON');
    const number = await configureAndOrder(page, t, story, story.buyer);
    expect(number).toMatch(/^ORD-\d{4}-\d{7}$/);
    vin = await followToDealer(page, t);
    await findOrder(page, t, number);
    await handOver(page, t, story.plate);
  });

  await test.step("another organisation's service station repairs it", async () => {
    const page = await pageOf(browser, 'wu.ting', language);
    await repair(page, t, vin, story);
  });

  await test.step('time passes', async () => {
    await moveClock(await pageOf(browser, 'admin', language), t, 25);
  });

  await test.step('a care agent makes the call that fell due', async () => {
    await callBuyer(await pageOf(browser, 'wen.xin', language), t, vin, story.complaint);
  });
});

import type { Browser, Page } from '@playwright/test';
import type { Language } from './words';

/** A person's own browser window, signed in as the sign-in page would do it; nobody's where no person is named. */
export async function pageOf(browser: Browser, person: string | null, language: Language): Promise<Page> {
  const context = await browser.newContext({ baseURL: process.env.MARQUE_URL, locale: language, reducedMotion: 'reduce', viewport: { width: 1366, height: 768 } });
  await context.addInitScript((chosen) => localStorage.setItem('marque.language', JSON.stringify(chosen)), language);
  if (!person) return context.newPage();
  const answer = await context.request.post('/api/v1/sessions', { data: { sign_in_name: person, password: 'marque-demo' } });
  if (!answer.ok()) throw new Error(`${person} cannot sign in: ${await answer.text()}`);
  return context.newPage();
}

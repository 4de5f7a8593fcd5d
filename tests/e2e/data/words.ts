import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const locales = resolve(import.meta.dirname, '../../../dealer-portal/src/locales');

export type Language = 'zh-CN' | 'en';

/** The portal's own words, so that one story is told in every language: words('zh-CN')('orders.handOverNow'). */
export function wordsOf(language: Language) {
  return (key: string, values: Record<string, string | number> = {}): string => {
    const [file, ...path] = key.split('.');
    const texts: unknown = JSON.parse(readFileSync(`${locales}/${language}/${file}.json`, 'utf8'));
    const text = path.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts);
    if (typeof text !== 'string') throw new Error(`no text ${key} in ${language}`);
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}

import i18n from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { useCallback } from 'react';
import type { Name } from './api/types';
import { recall, remember } from './storage';

export type Language = 'zh-CN' | 'en';
export const languages: Language[] = ['zh-CN', 'en'];
const storageKey = 'marque.language';

const loaders = {
  'zh-CN': () => import('@/locales/zh-CN'),
  en: () => import('@/locales/en'),
};

async function load(language: Language) {
  if (i18n.hasResourceBundle(language, 'common')) return;
  const { default: texts } = await loaders[language]();
  for (const [namespace, words] of Object.entries(texts)) i18n.addResourceBundle(language, namespace, words);
}

const textsOfPages: { language: Language; namespace: string; words: object }[] = [];

/** Words that come with the pages that need them, so that nobody else's first page waits for them. */
export function addTexts(namespace: string, texts: Record<Language, object>) {
  for (const language of languages) {
    textsOfPages.push({ language, namespace, words: texts[language] });
    if (i18n.isInitialized) i18n.addResourceBundle(language, namespace, texts[language]);
  }
}

function preferred(): Language {
  const chosen = recall<Language | null>(storageKey, null);
  if (chosen) return chosen;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

export async function startI18n(language: Language = preferred()) {
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    resources: {},
  });
  for (const { language: of, namespace, words } of textsOfPages) i18n.addResourceBundle(of, namespace, words);
  await load(language);
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The page stays; only its words change. */
export async function setLanguage(language: Language, chosen = true) {
  await load(language);
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  if (chosen) remember(storageKey, language);
}

export const languageWasChosen = () => recall<Language | null>(storageKey, null) !== null;

export function useLanguage(): Language {
  const { i18n: instance } = useTranslation();
  return instance.language === 'en' ? 'en' : 'zh-CN';
}

/** Chooses the words of a name that the server gives in both languages. */
export function useName(): (name: Name) => string {
  const language = useLanguage();
  return useCallback((name: Name) => (language === 'en' ? name.en : name.zh), [language]);
}

import type texts from '@/locales/zh-CN';
import type materials from '@/locales/zh-CN/materials.json';
import type scheduling from '@/locales/zh-CN/scheduling.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof texts & { materials: typeof materials; scheduling: typeof scheduling };
  }
}

import type texts from '@/locales/zh-CN';
import type admin from '@/locales/zh-CN/admin.json';
import type care from '@/locales/zh-CN/care.json';
import type catalog from '@/locales/zh-CN/catalog.json';
import type materials from '@/locales/zh-CN/materials.json';
import type plant from '@/locales/zh-CN/plant.json';
import type repairs from '@/locales/zh-CN/repairs.json';
import type scheduling from '@/locales/zh-CN/scheduling.json';
import type staff from '@/locales/zh-CN/staff.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof texts & {
      admin: typeof admin;
      care: typeof care;
      catalog: typeof catalog;
      materials: typeof materials;
      plant: typeof plant;
      repairs: typeof repairs;
      scheduling: typeof scheduling;
      staff: typeof staff;
    };
  }
}

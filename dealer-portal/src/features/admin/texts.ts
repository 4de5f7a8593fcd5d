import { addTexts } from '@/lib/i18n';
import enAdmin from '@/locales/en/admin.json';
import zhAdmin from '@/locales/zh-CN/admin.json';
import enCatalog from '@/locales/en/catalog.json';
import zhCatalog from '@/locales/zh-CN/catalog.json';

// Administrators and auditors alone read these.
addTexts('admin', { 'zh-CN': zhAdmin, en: enAdmin });
addTexts('catalog', { 'zh-CN': zhCatalog, en: enCatalog });

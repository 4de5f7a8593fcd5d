import { addTexts } from '@/lib/i18n';
import en from '@/locales/en/repairs.json';
import zh from '@/locales/zh-CN/repairs.json';

// Service stations alone read these.
addTexts('repairs', { 'zh-CN': zh, en: en });

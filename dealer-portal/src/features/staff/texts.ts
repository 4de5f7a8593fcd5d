import { addTexts } from '@/lib/i18n';
import en from '@/locales/en/staff.json';
import zh from '@/locales/zh-CN/staff.json';

// Managers alone read these.
addTexts('staff', { 'zh-CN': zh, en: en });

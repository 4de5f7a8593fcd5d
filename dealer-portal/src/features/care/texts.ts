import { addTexts } from '@/lib/i18n';
import en from '@/locales/en/care.json';
import zh from '@/locales/zh-CN/care.json';

// The care centre alone reads these.
addTexts('care', { 'zh-CN': zh, en: en });

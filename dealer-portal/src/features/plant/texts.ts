import { addTexts } from '@/lib/i18n';
import en from '@/locales/en/plant.json';
import zh from '@/locales/zh-CN/plant.json';

// Planners alone read these.
addTexts('plant', { 'zh-CN': zh, en });

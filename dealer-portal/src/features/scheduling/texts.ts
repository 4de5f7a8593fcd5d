import i18n from 'i18next';
import en from '@/locales/en/scheduling.json';
import zh from '@/locales/zh-CN/scheduling.json';

// Planners alone read these: they come with their pages, and nobody's first page waits for them.
i18n.addResourceBundle('zh-CN', 'scheduling', zh);
i18n.addResourceBundle('en', 'scheduling', en);

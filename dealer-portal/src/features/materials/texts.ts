import i18n from 'i18next';
import en from '@/locales/en/materials.json';
import zh from '@/locales/zh-CN/materials.json';

// Planners and engineers alone read these: they come with their pages, and nobody's first page waits for them.
i18n.addResourceBundle('zh-CN', 'materials', zh);
i18n.addResourceBundle('en', 'materials', en);

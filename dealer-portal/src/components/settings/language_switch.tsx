import { GlobalOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { languages, setLanguage, useLanguage } from '@/lib/i18n';
import styles from './settings.module.css';

/** One click to the other language; the page stays as it is. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const language = useLanguage();
  const other = languages.find((candidate) => candidate !== language) ?? 'en';
  const label = t(`shell.languageName.${other}`);
  return (
    <button type="button" className={styles.button} lang={other} onClick={() => void setLanguage(other)}>
      <GlobalOutlined aria-hidden />
      <span className={styles.label}>{label}</span>
    </button>
  );
}

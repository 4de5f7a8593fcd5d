import { MoonOutlined, SunOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useThemeMode } from '@/lib/theme/theme_mode';
import styles from './settings.module.css';

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { mode, choose } = useThemeMode();
  const label = mode === 'dark' ? t('shell.toLight') : t('shell.toDark');
  return (
    <button type="button" className={styles.button} aria-label={label} title={label} onClick={() => choose(mode === 'dark' ? 'light' : 'dark')}>
      {mode === 'dark' ? <SunOutlined aria-hidden /> : <MoonOutlined aria-hidden />}
    </button>
  );
}

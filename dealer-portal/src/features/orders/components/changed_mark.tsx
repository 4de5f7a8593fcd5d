import { useTranslation } from 'react-i18next';
import styles from './looks.module.css';

/** A dot for what changed since one looked, and the same in words for who does not see it. */
export function ChangedMark({ changed }: { changed: boolean }) {
  const { t } = useTranslation('looks');
  if (!changed) return null;
  return (
    <>
      <span className={styles.dot} aria-hidden title={t('changed')} />
      <span className="sr-only">{t('changed')} </span>
    </>
  );
}

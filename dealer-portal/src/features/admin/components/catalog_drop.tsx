import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './catalog.module.css';

type Props = { busy: boolean; onFiles: (files: File[]) => void };

/** Takes files that are dropped, or chosen by mouse or keyboard. */
export function CatalogDrop({ busy, onFiles }: Props) {
  const { t } = useTranslation('catalog');
  const [over, setOver] = useState(false);
  return (
    <label
      className={`${styles.drop} ${over ? styles.over : ''}`}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!busy && event.dataTransfer.files.length > 0) onFiles([...event.dataTransfer.files]);
      }}
    >
      <svg width="30" height="30" viewBox="0 0 30 30" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
        <path d="M15 19V5M9.5 10.5 15 5l5.5 5.5M5 19v5h20v-5" />
      </svg>
      <strong>{busy ? t('checking') : t('drop')}</strong>
      <span>{t('dropHint')}</span>
      <input
        type="file"
        multiple
        disabled={busy}
        accept=".xlsx,.csv,.txt"
        aria-label={t('drop')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </label>
  );
}

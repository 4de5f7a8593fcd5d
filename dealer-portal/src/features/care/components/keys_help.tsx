import { useTranslation } from 'react-i18next';
import { Kbd, Panel } from '@/components/page/page';
import styles from './care.module.css';

const keys = [['N', 'next'], ['1 – 9', 'outcome'], ['B', 'book'], ['C', 'callBack'], ['S', 'skip'], ['Enter', 'record'], ['/', 'search'], ['?', 'help']] as const;

export function KeysHelp() {
  const { t } = useTranslation('care');
  return (
    <Panel title={t('keys')}>
      <div className={styles.keys}>
        {keys.map(([key, act]) => (
          <div key={key} style={{ display: 'contents' }}>
            <Kbd>{key}</Kbd>
            <span>{t(`key.${act}`)}</span>
          </div>
        ))}
      </div>
    </Panel>
  );
}

import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/values/state_tag';
import type { CallOff } from '../api/call_offs';
import styles from './materials.module.css';

/** What a version changed, in figures; the first one is new as a whole. */
export function ChangeCounts({ callOff }: { callOff: CallOff }) {
  const { t } = useTranslation('materials');
  if (callOff.version === 1) return <Tag tone="ok">{t('firstVersion')}</Tag>;
  return (
    <span className={styles.counts}>
      {callOff.added > 0 && <Tag tone="ok">{t('count.added', { count: callOff.added })}</Tag>}
      {callOff.removed > 0 && <Tag tone="bad">{t('count.removed', { count: callOff.removed })}</Tag>}
      {callOff.moved > 0 && <Tag tone="warn">{t('count.moved', { count: callOff.moved })}</Tag>}
      {callOff.quantity_changed > 0 && <Tag tone="accent">{t('count.quantity', { count: callOff.quantity_changed })}</Tag>}
    </span>
  );
}

import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import styles from './orders.module.css';

/** The trade's code of a stage, with its number and in words; the words are left out where they stand beside it. */
export function EventCode({ code, beside }: { code: number; beside?: string }) {
  const { t } = useTranslation('orders');
  if (code === 0) return null;
  const key = `code.${code}`;
  const words = i18n.exists(key, { ns: 'orders' }) ? i18n.t(key as never, { ns: 'orders' }) : '';
  return <span className={styles.code} title={t('eventCode', { code, words })}><b>{code}</b>{words.toLowerCase() !== beside?.toLowerCase() && ` ${words}`}</span>;
}

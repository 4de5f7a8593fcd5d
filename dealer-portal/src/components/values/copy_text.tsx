import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '@/lib/clipboard';
import styles from './values.module.css';

type Props = { text: string; what: string; children?: ReactNode };

/** Text with a button that copies it. `what` names it for those who do not see it. */
export function CopyText({ text, what, children }: Props) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className={styles.copy}>
      {children ?? <span className="mono">{text}</span>}
      <button
        type="button"
        className={styles.copyButton}
        aria-label={copied ? t('copied') : t('copyThing', { what })}
        title={copied ? t('copied') : t('copyThing', { what })}
        onClick={() => void copyText(text).then(setCopied)}
      >
        {copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
      </button>
    </span>
  );
}

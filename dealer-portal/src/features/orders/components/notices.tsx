import type { Schemas } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import styles from './orders.module.css';

/** What the server said of prices beside its answer. */
export function Notices({ notices }: { notices: Schemas['Notices'] | undefined }) {
  const name = useName();
  return notices?.map((notice) => (
    <div key={notice.code + notice.pointer} className={`${styles.banner} ${styles.warn}`} role="status">
      <span>{name(notice.sentence)}</span>
    </div>
  ));
}

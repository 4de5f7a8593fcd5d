import { useEffect, useState } from 'react';
import styles from './loading_bar.module.css';

/** Shown only where the next page keeps a person waiting. */
export function LoadingBar({ active }: { active: boolean }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(active), active ? 180 : 0);
    return () => clearTimeout(timer);
  }, [active]);
  return shown ? <div className={styles.bar} aria-hidden /> : null;
}

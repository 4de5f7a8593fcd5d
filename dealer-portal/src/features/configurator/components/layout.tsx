import type { ReactNode } from 'react';
import styles from './configurator.module.css';

/** What is decided on the left, the car beside it. */
export function ConfigureLayout({ choices, stage }: { choices: ReactNode; stage: ReactNode }) {
  return (
    <div className={styles.layout}>
      <div className={styles.choices}>{choices}</div>
      {stage}
    </div>
  );
}

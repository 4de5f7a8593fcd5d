import styles from './car_finder.module.css';

export function Plate({ plate }: { plate: string }) {
  return <span className={styles.plate}>{plate}</span>;
}

import { useTranslation } from 'react-i18next';
import { useName } from '@/lib/i18n';
import type { VehicleEvent } from '../api/cars';
import styles from './car.module.css';

/** Operations with the technician who did them, and the parts put in. */
export function WorkDone({ summary }: { summary: VehicleEvent['summary'] }) {
  const { t } = useTranslation('cars');
  const name = useName();
  const operations = summary.operations ?? [];
  const parts = summary.parts ?? [];
  if (operations.length + parts.length === 0) return null;
  return (
    <ul className={styles.work}>
      {operations.map((operation, index) => (
        <li key={`o${index}`}>
          <b>{name(operation.name)}</b> <span className="muted">{t('technician', { name: operation.technician })}</span>
          {(operation.cause || operation.correction) && (
            <div>{[operation.cause && t('cause', { text: operation.cause }), operation.correction && t('correction', { text: operation.correction })].filter(Boolean).join(' · ')}</div>
          )}
        </li>
      ))}
      {parts.length > 0 && (
        <li>
          <ul className={styles.parts}>
            {parts.map((part, index) => (
              <li key={index}>
                <span>{name(part.name)} <span className="mono muted">{part.part_no}</span>{part.serial && <span className="muted">{` ${t('serial', { serial: part.serial })}`}</span>}</span>
                <span className="num">{`× ${trimmed(part.quantity)}`}</span>
              </li>
            ))}
          </ul>
        </li>
      )}
    </ul>
  );
}

const trimmed = (quantity: string) => quantity.replace(/\.?0+$/, '') || '0';

import { useTranslation } from 'react-i18next';
import type { PayType } from '@/lib/api/types';
import { payTypes } from '../lib/lines';
import styles from './repairs.module.css';

type CellProps = { label: string; cell: string; value: string; numeric?: boolean; max?: number; fault?: boolean; disabled?: boolean; onChange: (value: string) => void };

export function Cell({ label, cell, value, numeric, max = 60, fault, disabled, onChange }: CellProps) {
  return (
    <input
      className={`${styles.cell} ${numeric ? styles.right : ''} ${fault ? styles.cellFault : ''}`}
      aria-label={label}
      aria-invalid={fault}
      data-cell={cell}
      value={value}
      title={value.length > 12 ? value : undefined}
      maxLength={numeric ? 8 : max}
      inputMode={numeric ? 'decimal' : undefined}
      autoComplete="off"
      disabled={disabled}
      onFocus={(event) => numeric && event.currentTarget.select()}
      onChange={(event) => onChange(numeric ? event.target.value.replace('。', '.').replaceAll(/[^\d.]/g, '') : event.target.value)}
    />
  );
}

type PayTypeProps = { label: string; cell: string; value: PayType; onChange: (value: PayType) => void };

export function PayTypeCell({ label, cell, value, onChange }: PayTypeProps) {
  const { t } = useTranslation();
  return (
    <select className={styles.cell} aria-label={label} data-cell={cell} value={value} onChange={(event) => onChange(event.target.value as PayType)}>
      {payTypes.map((payType) => (
        <option key={payType} value={payType}>{t(`payType.${payType}`)}</option>
      ))}
    </select>
  );
}

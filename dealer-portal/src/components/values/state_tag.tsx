import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderState, Schemas } from '@/lib/api/types';
import styles from './values.module.css';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad';

/** A shape for each tone, so that no state is told by colour alone. */
const shapes: Record<Tone, ReactNode> = {
  neutral: <circle cx="5" cy="5" r="3.2" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  accent: <path d="M2 1.5 8.5 5 2 8.5z" fill="currentColor" />,
  ok: <path d="M1.5 5.2 4 7.7 8.6 2.4" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  warn: <path d="M3.2 1.8v6.4M6.8 1.8v6.4" stroke="currentColor" strokeWidth="1.9" />,
  bad: <path d="m2 2 6 6m0-6-6 6" stroke="currentColor" strokeWidth="1.8" />,
};

export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`${styles.tag} ${styles[tone]}`}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden>
        {shapes[tone]}
      </svg>
      {children}
    </span>
  );
}

const orderTones: Record<OrderState, Tone> = {
  DRAFT: 'neutral',
  WAITING: 'warn',
  ON_HOLD: 'warn',
  ACCEPTED: 'neutral',
  RELEASED: 'neutral',
  SCHEDULED: 'accent',
  IN_PRODUCTION: 'accent',
  BUILT: 'accent',
  IN_YARD: 'accent',
  IN_TRANSIT: 'accent',
  ARRIVED: 'ok',
  DELIVERED: 'ok',
  REFUSED: 'bad',
  CANCELLED: 'neutral',
};

export function OrderStateTag({ state, held }: { state: OrderState; held?: boolean }) {
  const { t } = useTranslation();
  if (held && state !== 'ON_HOLD') return <Tag tone="warn">{t('held')}</Tag>;
  return <Tag tone={orderTones[state]}>{t(`orderState.${state}`)}</Tag>;
}

const repairTones: Record<Schemas['RepairOrderState'], Tone> = { OPEN: 'accent', CLOSED: 'ok', CANCELLED: 'neutral' };

export function RepairStateTag({ state }: { state: Schemas['RepairOrderState'] }) {
  const { t } = useTranslation();
  return <Tag tone={repairTones[state]}>{t(`repairState.${state}`)}</Tag>;
}

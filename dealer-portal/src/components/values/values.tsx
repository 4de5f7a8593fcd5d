import { useTranslation } from 'react-i18next';
import { useNow } from '@/lib/clock';
import { useFormat } from '@/lib/use_format';
import { CopyText } from './copy_text';
import styles from './values.module.css';

type MoneyProps = { amount: string; currency: string; sign?: boolean };

export function Money({ amount, currency, sign }: MoneyProps) {
  const { money } = useFormat();
  return <span className={styles.money}>{money(amount, currency, sign)}</span>;
}

/** "3 minutes ago", with the exact time at the person's place on hover. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  const { relative, exact, zone } = useFormat();
  return (
    <time dateTime={at} title={`${exact(at)} ${zone(at)}`} className="nowrap">
      {relative(at, now)}
    </time>
  );
}

export function Exact({ at, seconds }: { at: string; seconds?: boolean }) {
  const { exact, zone } = useFormat();
  return (
    <time dateTime={at} title={zone(at)} className="nowrap">
      {exact(at, seconds)}
    </time>
  );
}

/** A day; its year only where it is another one, or where it is asked for. */
export function Day({ day, year }: { day: string | null | undefined; year?: boolean }) {
  const { day: format } = useFormat();
  if (!day) return <Nothing />;
  return (
    <time dateTime={day} className="nowrap">
      {format(day, year)}
    </time>
  );
}

export function Km({ km }: { km: number }) {
  const { km: format } = useFormat();
  return <span className="nowrap">{format(km)}</span>;
}

/** People read a VIN by its last eight. */
export function Vin({ vin, copy = true }: { vin: string; copy?: boolean }) {
  const { t } = useTranslation();
  const text = (
    <span className="mono nowrap">
      <span className={styles.vinHead}>{vin.slice(0, -8)}</span>
      <span className={styles.vinTail}>{vin.slice(-8)}</span>
    </span>
  );
  return copy ? <CopyText text={vin} what={t('vin')}>{text}</CopyText> : text;
}

export function Swatch({ colour }: { colour: string | null }) {
  return <span aria-hidden className={styles.swatch} style={{ background: colour ?? 'transparent' }} />;
}

export function Nothing() {
  const { t } = useTranslation();
  return (
    <span className="muted">
      <span aria-hidden>–</span>
      <span className="sr-only">{t('nothing')}</span>
    </span>
  );
}

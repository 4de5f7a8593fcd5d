import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '@/components/page/page';
import { useFormat } from '@/lib/use_format';

/** A moment as the browser's own field writes it, "2026-11-22T08:30", in the zone in which the page shows times. */
export function toLocal(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The moment on the wire; nothing for what is none. */
export function toMoment(local: string, zone: string): string | undefined {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return undefined;
  let at = wanted;
  // The second look mends the first where the clocks change in between.
  for (let look = 0; look < 2; ++look) at += wanted - Date.parse(`${toLocal(new Date(at), zone)}Z`);
  return new Date(at).toISOString();
}

type Props = { label: string; hint?: string; fault?: string; value: string; onChange: (local: string) => void };

/** The clock of the plant, wherever the browser stands: the field says whose hours it takes. */
export function MomentField({ label, hint, fault, value, onChange }: Props) {
  const { t } = useTranslation('materials');
  const { zone } = useFormat();
  const inZone = t('inZone', { zone: zone(new Date().toISOString()) });
  return (
    <Field label={label} hint={hint ? `${hint} · ${inZone}` : inZone} fault={fault}>
      {({ id, describedBy, invalid }) => <Input id={id} type="datetime-local" aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

type TextProps = Props & { maxLength: number };

export function TextField({ label, hint, fault, value, onChange, maxLength }: TextProps) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {({ id, describedBy, invalid }) => <Input id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} maxLength={maxLength} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

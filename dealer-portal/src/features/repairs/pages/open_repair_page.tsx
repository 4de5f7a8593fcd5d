import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState } from '@/components/states/states';
import { Plate, useCar, type Vehicle } from '@/features/cars';
import { useName } from '@/lib/i18n';
import { useDraft } from '@/lib/use_draft';
import { useFormat } from '@/lib/use_format';
import { useOpenRepairOrder } from '../api/repairs';
import styles from '../components/repairs.module.css';
import '../texts';

export function Component() {
  const { vin = '' } = useParams();
  const { t } = useTranslation('repairs');
  const name = useName();
  const car = useCar(vin);
  return (
    <>
      <PageHeader title={t('openTitle')} tag={car.data?.plate ? <Plate plate={car.data.plate} /> : undefined} lead={car.data ? `${name(car.data.model_name)} · ${vin}` : vin} back={{ to: `/cars/${vin}`, label: t('toCar') }} />
      {car.isPending && <Bones rows={5} />}
      {car.isError && <ProblemState error={car.error} />}
      {car.data && <OpenForm car={car.data} />}
    </>
  );
}

function OpenForm({ car }: { car: Vehicle }) {
  const { t } = useTranslation(['repairs', 'common']);
  const { km: formatKm } = useFormat();
  const navigate = useNavigate();
  const [draft, setDraft, , forget] = useDraft(`marque.open-repair.${car.vin}`, { odometer: '', complaint: '' });
  const [tried, setTried] = useState(false);
  const open = useOpenRepairOrder((order) => {
    forget();
    void navigate(`/repair-orders/${order.number}`, { replace: true });
  });
  const km = /^\d{1,7}$/.test(draft.odometer) ? Number(draft.odometer) : null;
  const below = km !== null && km < car.odometer_km;
  const odometerFault = open.error?.about('/odometer_km') ?? (below ? t('odometerBelow', { km: formatKm(car.odometer_km) }) : tried && km === null ? t('needOdometer') : undefined);
  const submit = () => {
    setTried(true);
    if (km !== null && draft.complaint.trim()) open.mutate({ vin: car.vin, odometer_km: km, complaint: draft.complaint.trim() });
  };
  return (
    <Panel>
      <div className={styles.form}>
        <Field label={t('odometer')} hint={t('odometerLast', { km: formatKm(car.odometer_km) })} fault={odometerFault}>
          {({ id, describedBy, invalid }) => <Input id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} size="large" autoFocus inputMode="numeric" suffix={t('km')} style={{ maxWidth: 240 }} value={draft.odometer} onChange={(event) => { const odometer = event.target.value.replaceAll(/\D/g, ''); setDraft((previous) => ({ ...previous, odometer })); }} onPressEnter={submit} />}
        </Field>
        <Field label={t('complaint')} hint={t('complaintHint')} fault={open.error?.about('/complaint') ?? (tried && !draft.complaint.trim() ? t('needComplaint') : undefined)}>
          {({ id, describedBy, invalid }) => <Input.TextArea id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} rows={4} maxLength={1000} value={draft.complaint} onChange={(event) => { const complaint = event.target.value; setDraft((previous) => ({ ...previous, complaint })); }} />}
        </Field>
        <ProblemNote error={open.error && open.error.fields.length === 0 ? open.error : null} />
        <div className={styles.row}>
          <Button type="primary" loading={open.isPending || open.isSuccess} onClick={submit}>{t('openNow')}</Button>
          <ButtonLink to={`/cars/${car.vin}`}>{t('common:cancel')}</ButtonLink>
        </div>
      </div>
    </Panel>
  );
}

import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState } from '@/components/states/states';
import { Money } from '@/components/values/values';
import { BuyerPicker, Configurator, ModelPicker, RequestedDate, startingFeatures, useModel, type Model } from '@/features/configurator';
import type { ApiProblem } from '@/lib/api/problem';
import { useName } from '@/lib/i18n';
import { fromCents, toCents } from '@/lib/money';
import { usePlaceFleet } from '../api/fleets';
import styles from '../components/life.module.css';
import forms from '../components/orders.module.css';

const mostCars = 100;

type FleetCar = { model: string; modelYear: number; features: string[]; label: string; detail: string; price: string; currency: string; count: number };

export function Component() {
  const { t } = useTranslation('life');
  const [cars, setCars] = useState<FleetCar[]>([]);
  const [adding, setAdding] = useState(true);
  return (
    <>
      <PageHeader title={t('newFleet')} lead={t('fleetLead')} back={{ to: '/fleet-orders', label: t('fleets') }} />
      <div className={styles.region}>
        {adding ? (
          <AddCar
            onAdd={(car) => {
              setCars((previous) => [...previous, car]);
              setAdding(false);
            }}
            onCancel={cars.length > 0 ? () => setAdding(false) : undefined}
          />
        ) : (
          <FleetForm cars={cars} setCars={setCars} onMore={() => setAdding(true)} />
        )}
      </div>
    </>
  );
}

function AddCar({ onAdd, onCancel }: { onAdd: (car: FleetCar) => void; onCancel?: () => void }) {
  const [wanted, setWanted] = useState<{ code: string; year: number } | null>(null);
  const model = useModel(wanted?.code ?? null, wanted?.year ?? null);
  const picker = <ModelPicker model={wanted?.code ?? null} year={wanted?.year ?? null} onChoose={(code, year) => setWanted({ code, year })} />;
  if (!wanted) return picker;
  if (model.isError) return <>{picker}<ProblemState error={model.error} /></>;
  if (!model.data) return <>{picker}<Panel><Bones rows={8} /></Panel></>;
  return <Choices key={`${model.data.code}${model.data.model_year}`} model={model.data} before={picker} onAdd={onAdd} onCancel={onCancel} />;
}

function Choices({ model, before, onAdd, onCancel }: { model: Model; before: React.ReactNode; onAdd: (car: FleetCar) => void; onCancel?: () => void }) {
  const { t } = useTranslation('life');
  const name = useName();
  const [chosen, setChosen] = useState<string[]>([]);
  useEffect(() => setChosen(startingFeatures(model)), [model]);
  return (
    <Configurator
      model={model}
      chosen={chosen}
      onChange={setChosen}
      before={before}
      footer={({ check, settled }) => (
        <>
          <Button
            type="primary"
            size="large"
            block
            disabled={!settled || !check?.valid}
            onClick={() =>
              check &&
              onAdd({
                model: model.code,
                modelYear: model.model_year,
                features: chosen,
                label: `${name(model.name)} ${model.model_year}`,
                detail: check.lines.filter((line) => !line.included).map((line) => name(line.name)).join(' · '),
                price: check.total,
                currency: check.currency,
                count: 1,
              })
            }
          >
            {t('addThis')}
          </Button>
          {onCancel && <Button size="large" block onClick={onCancel}>{t('notThis')}</Button>}
        </>
      )}
    />
  );
}

/** What the server said of one of the cars that were sent. */
const saidOf = (error: ApiProblem | null, index: number) => [...new Set(error?.fields.filter((field) => field.pointer.startsWith(`/cars/${index}/`)).map((field) => field.detail))];

type FormProps = { cars: FleetCar[]; setCars: (change: (cars: FleetCar[]) => FleetCar[]) => void; onMore: () => void };

function FleetForm({ cars, setCars, onMore }: FormProps) {
  const { t } = useTranslation(['life', 'configurator']);
  const navigate = useNavigate();
  const [buyer, setBuyer] = useState<number | null>(null);
  const [date, setDate] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const place = usePlaceFleet((fleet) => void navigate(`/fleet-orders/${fleet.number}`));
  const count = cars.reduce((sum, car) => sum + car.count, 0);
  const submit = () => {
    setTried(true);
    if (buyer === null || !date || count === 0 || count > mostCars) return;
    place.mutate({
      kind: 'CUSTOMER',
      customer_id: buyer,
      requested_date: date,
      note: note.trim() || undefined,
      cars: cars.map((car) => ({ model: car.model, model_year: car.modelYear, features: car.features, count: car.count })),
    });
  };
  const change: FormProps['setCars'] = (next) => {
    // What was said was said of other cars.
    place.reset();
    setCars(next);
  };
  const sizeFault = count === 0 ? t('needCars') : count > mostCars ? t('tooMany') : undefined;
  return (
    <>
      <CarList cars={cars} setCars={change} onMore={onMore} count={count} fault={sizeFault} refusal={place.error} />
      <Panel title={t('configurator:forWhom')}>
        <div className={forms.form}>
          <BuyerPicker customerId={buyer} fault={tried && buyer === null ? t('configurator:needBuyer') : undefined} onChoose={setBuyer} />
          <RequestedDate value={date} fault={place.error?.about('/requested_date') ?? (tried && !date ? t('configurator:needDate') : undefined)} onChange={setDate} />
          <Field label={t('configurator:note')}>
            {({ id, describedBy }) => <Input.TextArea id={id} aria-describedby={describedBy} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Field>
          <ProblemNote error={place.error} />
          <div className={forms.actions}>
            <Button type="primary" size="large" disabled={Boolean(sizeFault)} loading={place.isPending || place.isSuccess} onClick={submit}>{t('placeFleet', { count })}</Button>
          </div>
        </div>
      </Panel>
    </>
  );
}

function CarList({ cars, setCars, onMore, count, fault, refusal }: FormProps & { count: number; fault?: string; refusal: ApiProblem | null }) {
  const { t } = useTranslation('life');
  const total = cars.reduce((sum, car) => sum + toCents(car.price) * car.count, 0);
  const set = (index: number, change: number | null) => setCars((previous) => previous.flatMap((car, i) => (i !== index ? [car] : change === 0 ? [] : [{ ...car, count: change ?? 1 }])));
  return (
    <Panel title={t('cars')} aside={<Button icon={<PlusOutlined />} onClick={onMore}>{t('addCar')}</Button>}>
      <ul className={styles.cars}>
        {cars.map((car, index) => (
          <CarRow key={`${car.model}${car.features.join()}${index}`} car={car} said={saidOf(refusal, index)} onCount={(value) => set(index, value)} />
        ))}
      </ul>
      {fault && <p role="alert" style={{ color: 'var(--bad)' }}>{fault}</p>}
      {cars[0] && <div className={forms.sum}><span>{t('carCount', { count })}</span><Money amount={fromCents(total)} currency={cars[0].currency} /></div>}
    </Panel>
  );
}

function CarRow({ car, said, onCount }: { car: FleetCar; said: string[]; onCount: (count: number | null) => void }) {
  const { t } = useTranslation('life');
  return (
    <li className={said.length > 0 ? styles.refused : undefined}>
      <span>
        <b>{car.label}</b>
        <small>{car.detail}</small>
        {said.length > 0 && <div className={styles.against} role="group" aria-label={t('carRefused')}>{said.map((sentence) => <span key={sentence}>{sentence}</span>)}</div>}
      </span>
      <InputNumber aria-label={t('howMany', { car: car.label })} min={1} max={mostCars} precision={0} value={car.count} onChange={onCount} style={{ width: 80 }} />
      <Money amount={fromCents(toCents(car.price) * car.count)} currency={car.currency} />
      <Button type="text" onClick={() => onCount(0)}>{t('remove')}</Button>
    </li>
  );
}

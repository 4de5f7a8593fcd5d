import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { CarDrawing } from '@/components/car/car_drawing';
import { Facts, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { BuildLink } from '@/components/values/build_link';
import { CopyText } from '@/components/values/copy_text';
import { Day, Exact, Km, Nothing, Swatch } from '@/components/values/values';
import { formatPhone } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useCar, type Vehicle } from '../api/cars';
import { CarePlanPanel } from '../components/care_plan_panel';
import { LoudFacts } from '../components/loud_facts';
import { OdometerPanel } from '../components/odometer_panel';
import { Plate } from '../components/plate';
import { Timeline } from '../components/timeline';
import styles from '../components/car.module.css';

export function Component() {
  const { vin = '' } = useParams();
  const car = useCar(vin);
  if (car.data) return <CarView car={car.data} />;
  if (car.isError) return <ProblemState error={car.error} onRetry={() => void car.refetch()} />;
  return <><PageHeader title={vin} /><Panel><Bones rows={10} /></Panel></>;
}

function CarView({ car }: { car: Vehicle }) {
  const { t } = useTranslation('cars');
  const name = useName();
  const me = useMe();
  const mayOpen = hasRole(me, 'SERVICE_ADVISER', 'STATION_MANAGER') && !car.open_repair_order;
  return (
    <>
      <PageHeader title={car.vin} tag={car.plate ? <Plate plate={car.plate} /> : undefined} lead={`${name(car.model_name)} ${car.model_year}`}>
        {mayOpen && (
          <ButtonLink to={`/cars/${car.vin}/repair`} type="primary">{t('openRepair')}</ButtonLink>
        )}
      </PageHeader>
      <LoudFacts car={car} />
      <div className={styles.page}>
        <div className={styles.side}>
          <Panel><Identity car={car} /></Panel>
          <Panel title={t('life')}><Timeline vin={car.vin} /></Panel>
        </div>
        <div className={styles.side}>
          <OdometerPanel car={car} />
          <CarePlanPanel vin={car.vin} />
        </div>
      </div>
    </>
  );
}

function Identity({ car }: { car: Vehicle }) {
  const { t } = useTranslation(['cars', 'common']);
  const name = useName();
  return (
    <div className={styles.head}>
      <CarDrawing className={styles.car} label={name(car.model_name)} look={{ bodyStyle: car.body_style, colour: car.colour?.swatch ?? '#aab0ba', wheels: 'sport', roof: 'body', rails: false }} />
      <Facts
        facts={[
          { label: t('common:vin'), value: <CopyText text={car.vin} what={t('common:vin')} />, wide: true },
          { label: t('engine'), value: <span className="mono">{car.engine_number}</span> },
          { label: t('build'), value: car.build_id ? <BuildLink build={car.build_id} /> : <Nothing /> },
          { label: t('colour'), value: car.colour ? <><Swatch colour={car.colour.swatch} />{name(car.colour.name)}</> : <Nothing /> },
          { label: t('produced'), value: <Exact at={car.produced_at} /> },
          { label: t('delivered'), value: <Day day={car.delivered_on} /> },
          { label: t('odometer'), value: <><Km km={car.odometer_km} /> {car.odometer_on && <span className="muted"><Day day={car.odometer_on} /></span>}</> },
          { label: t('owner'), value: car.owner ? <>{car.owner.name} <span className="muted">{formatPhone(car.owner.phone)}</span></> : <span className="muted">{car.delivered_on ? t('ownerHidden') : t('noOwner')}</span>, wide: true },
        ]}
      />
    </div>
  );
}

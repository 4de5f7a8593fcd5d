import { useTranslation } from 'react-i18next';
import { OrderStateTag } from '@/components/values/state_tag';
import { Day, Money } from '@/components/values/values';
import { dayAt } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { useLine } from '@/lib/lines';
import { useTimeZone } from '@/lib/use_format';
import type { Candidate, StockCar } from '../api/swaps';
import styles from './swaps.module.css';

/** A car in one look: what differs, where it stands, when it is here, what it does to the price. */
export function CarFacts({ candidate, currency }: { candidate: Candidate; currency: string }) {
  const { t } = useTranslation('swaps');
  const name = useName();
  const { car } = candidate;
  const station = useLine()?.stations.find((one) => one.code === car.station);
  return (
    <>
      <div className={styles.head}>
        <b className="mono">{car.order_number}</b>
        <OrderStateTag state={car.state} held={car.held} />
      </div>
      <Differences car={car} />
      <div className={styles.line}><span>{t('where')}</span><span>{car.state === 'ARRIVED' ? t('atDealer') : station ? name(station.name) : t('notStarted')}</span></div>
      <div className={styles.line}><span>{t('here')}</span><Here candidate={candidate} /></div>
      <div className={styles.line}><span>{t('priceEffect')}</span>{Number(car.price_effect) === 0 ? <span>{t('samePrice')}</span> : <Money amount={car.price_effect} currency={currency} sign />}</div>
    </>
  );
}

function Differences({ car }: { car: StockCar }) {
  const { t } = useTranslation('swaps');
  const name = useName();
  if (car.differences.length === 0) return <span>{t('same')}</span>;
  return (
    <ul className={styles.differences}>
      {car.differences.map(({ ordered, built }) => (
        <li key={`${ordered?.code}${built?.code}`}>
          {ordered && built && <><span className={styles.was}>{name(ordered.name)}</span>{` → ${name(built.name)}`}</>}
          {ordered && !built && t('without', { feature: name(ordered.name) })}
          {!ordered && built && t('with', { feature: name(built.name) })}
        </li>
      ))}
    </ul>
  );
}

function Here({ candidate: { car, eta } }: { candidate: Candidate }) {
  const { t } = useTranslation('swaps');
  const zone = useTimeZone();
  if (car.state === 'ARRIVED') return <span>{t('now')}</span>;
  if (!eta) return <span className="muted">{t('unknown')}</span>;
  return <span><Day day={dayAt(eta.p50_at, zone)} />{' – '}<Day day={dayAt(eta.p90_at, zone)} /></span>;
}

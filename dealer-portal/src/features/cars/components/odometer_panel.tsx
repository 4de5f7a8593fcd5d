import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { useNow } from '@/lib/clock';
import { dayAt } from '@/lib/format';
import { useFormat, useTimeZone } from '@/lib/use_format';
import { useTimeline, type Vehicle } from '../api/cars';
import styles from './car.module.css';

type Point = { at: number; km: number };

const width = 312;
const height = 132;
const base = 112;

function readings(car: Vehicle, events: { at: string; odometer_km: number | null }[]): Point[] {
  const points = events.flatMap((event) => (event.odometer_km === null ? [] : [{ at: Date.parse(event.at), km: event.odometer_km }]));
  if (points.length === 0 && car.odometer_on) points.push({ at: Date.parse(car.odometer_on), km: car.odometer_km });
  return points.sort((a, b) => a.at - b.at);
}

/** Readings as a line, and where the car should be today. */
export function OdometerPanel({ car }: { car: Vehicle }) {
  const { t } = useTranslation('cars');
  const { km } = useFormat();
  const now = useNow();
  const points = readings(car, useTimeline(car.vin).data?.items ?? []);
  const { forecast } = car;
  const sentence = forecast
    ? t('odometerForecast', { km: km(forecast.km_today), perDay: forecast.km_per_day.toFixed(0), count: forecast.readings })
    : t('odometerLast', { km: km(car.odometer_km) });
  return (
    <Panel title={t('odometer')}>
      <p>{sentence}</p>
      {points.length > 1 && <Chart points={points} today={forecast ? { at: now, km: forecast.km_today } : null} label={sentence} />}
    </Panel>
  );
}

function Chart({ points, today, label }: { points: Point[]; today: Point | null; label: string }) {
  const { km, day } = useFormat();
  const zone = useTimeZone();
  const on = (at: number) => day(dayAt(at, zone));
  const all = today ? [...points, today] : points;
  const from = all[0]!;
  const last = all[all.length - 1]!;
  const most = Math.max(...all.map((point) => point.km), 1);
  const x = (at: number) => ((at - from.at) / Math.max(1, last.at - from.at)) * (width - 8) + 4;
  const y = (value: number) => base - (value / most) * (base - 20);
  const path = points.map((point, index) => `${index ? 'L' : 'M'}${x(point.at).toFixed(1)} ${y(point.km).toFixed(1)}`).join('');
  const end = points[points.length - 1]!;
  return (
    <svg className={styles.odometer} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path d={`M0 ${base}H${width}M0 20H${width}`} stroke="var(--line)" />
      <path d={path} fill="none" stroke="var(--accent)" strokeWidth="2" />
      {today && <path d={`M${x(end.at)} ${y(end.km)}L${x(today.at)} ${y(today.km)}`} stroke="var(--accent)" strokeWidth="2" strokeDasharray="3 4" />}
      {points.map((point) => (
        <circle key={point.at} cx={x(point.at)} cy={y(point.km)} r="3" fill="var(--surface)" stroke="var(--accent)" strokeWidth="1.8" />
      ))}
      <text x="0" y="14">{km(most)}</text>
      <text x="0" y={height - 4}>{on(from.at)}</text>
      <text x={width} y={height - 4} textAnchor="end">{on(last.at)}</text>
    </svg>
  );
}

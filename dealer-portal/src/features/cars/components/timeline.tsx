import { CarOutlined, CustomerServiceOutlined, FlagOutlined, KeyOutlined, ToolOutlined, CheckOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Choice } from '@/components/page/page';
import { Bones, ProblemState, State } from '@/components/states/states';
import { EndlessFoot } from '@/components/table/endless_foot';
import { Day, Km } from '@/components/values/values';
import { useCodeWords } from '@/lib/codes';
import { dayAt } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { useTimeZone } from '@/lib/use_format';
import { useTimeline, type VehicleEvent } from '../api/cars';
import { WorkDone } from './work_done';
import styles from './car.module.css';

const icons: Record<VehicleEvent['kind'], ReactNode> = {
  PRODUCED: <FlagOutlined />,
  ARRIVED: <CarOutlined />,
  HANDED_OVER: <KeyOutlined />,
  REPAIR_OPENED: <ToolOutlined />,
  REPAIR_CLOSED: <CheckOutlined />,
  CARE_CALL: <CustomerServiceOutlined />,
};

const filters = { ALL: null, REPAIRS: ['REPAIR_OPENED', 'REPAIR_CLOSED'], CARE: ['CARE_CALL'] } as const;
type Filter = keyof typeof filters;

/** Newest first, so a repair's end comes before its beginning: what was done tells of both. */
function told(events: VehicleEvent[]): VehicleEvent[] {
  const closed = new Set(events.filter((event) => event.kind === 'REPAIR_CLOSED').map((event) => event.reference));
  return events.filter((event) => event.kind !== 'REPAIR_OPENED' || !closed.has(event.reference));
}

/** The car's life as one line, newest first. */
export function Timeline({ vin }: { vin: string }) {
  const { t } = useTranslation('cars');
  const [filter, setFilter] = useState<Filter>('ALL');
  const timeline = useTimeline(vin);
  if (timeline.isPending) return <Bones rows={6} />;
  if (timeline.isError && !timeline.data) return <ProblemState error={timeline.error} onRetry={() => void timeline.refetch()} />;
  const kinds: readonly string[] | null = filters[filter];
  const events = told(timeline.data?.items ?? []).filter((event) => !kinds || kinds.includes(event.kind));
  return (
    <>
      <div className={styles.filters}>
        <Choice label={t('lifeFilter')} value={filter} onChange={setFilter} options={(Object.keys(filters) as Filter[]).map((value) => ({ value, label: t(`filter.${value}`) }))} />
      </div>
      {events.length === 0 && <State drawing="empty" title={t('noEvents')} />}
      <ol className={styles.timeline}>
        {events.map((event, index) => (
          <Entry key={`${event.at}${event.kind}${index}`} event={event} />
        ))}
      </ol>
      <EndlessFoot query={timeline} count={events.length} />
    </>
  );
}

function Entry({ event }: { event: VehicleEvent }) {
  const { t } = useTranslation('cars');
  const name = useName();
  const words = useCodeWords();
  const zone = useTimeZone();
  const { summary } = event;
  const repair = event.kind === 'REPAIR_OPENED' || event.kind === 'REPAIR_CLOSED';
  return (
    <li>
      <div className={styles.when}>
        <Day day={dayAt(event.at, zone)} />
        {event.odometer_km !== null && <div className="muted"><Km km={event.odometer_km} /></div>}
      </div>
      <span className={styles.dot} aria-hidden>{icons[event.kind]}</span>
      <div className={styles.what}>
        <b>{summary.rule ? name(summary.rule) : t(`event.${event.kind}`)}</b>{' '}
        <span className="muted">
          {event.organisation && name(event.organisation.name)}{' '}
          {repair && event.reference && <Link to={`/repair-orders/${event.reference}`} className="mono">{event.reference}</Link>}
        </span>
        {summary.outcome && <div>{words('outcome', summary.outcome)}</div>}
        {summary.complaint && <div>{t('complaint', { text: summary.complaint })}</div>}
        <WorkDone summary={summary} />
      </div>
    </li>
  );
}

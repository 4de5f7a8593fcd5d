import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { Exact } from '@/components/values/values';
import type { Order, Schemas } from '@/lib/api/types';
import { useCodeWords } from '@/lib/codes';
import { useFormat } from '@/lib/use_format';
import { EventCode } from './event_code';
import styles from './orders.module.css';

type Event = Schemas['OrderEvent'];

/** What happened to the order and who did it, newest first, with the trade's event codes in number and words. */
export function Diary({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const actorName = (actor: string) => (actor === 'line' ? t('theLine') : actor === 'plan' ? t('thePlan') : actor);
  return (
    <ol className={styles.diary}>
      {[...order.events].reverse().map((event, index) => (
        <li key={`${event.at}${index}`}>
          <div>
            <b style={{ fontWeight: 550 }}>{t(`event.${event.kind}`)}</b>
            <EventCode code={event.event_code} />
          </div>
          <Detail event={event} />
          <div className={styles.when}>
            <Exact at={event.at} /> {event.actor && `· ${actorName(event.actor)}`}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Detail({ event }: { event: Event }) {
  useTranslation('orders');
  const words = useCodeWords();
  const { day, exact } = useFormat();
  const known = Object.entries(event.detail).filter(([key, value]) => value !== null && value !== '' && i18n.exists(`detail.${key}`, { ns: 'orders' }));
  if (known.length === 0) return null;
  const text = (key: string, value: string | number) => {
    if (key === 'starts_at') return exact(String(value));
    if (key === 'date' || key === 'date_before') return day(String(value));
    return key === 'reason' || key === 'refusal' ? words('refusal', String(value)) : String(value);
  };
  return (
    <div className="muted">
      {known.map(([key, value]) => (
        <div key={key}>{i18n.t(`detail.${key}` as never, { ns: 'orders', value: text(key, value ?? '') })}</div>
      ))}
    </div>
  );
}

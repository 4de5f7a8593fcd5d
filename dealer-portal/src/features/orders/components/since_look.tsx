import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Ago, Day, Exact } from '@/components/values/values';
import type { Order, Schemas } from '@/lib/api/types';
import { useCodeWords } from '@/lib/codes';
import { dayAt } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { useLine } from '@/lib/lines';
import { useTimeZone } from '@/lib/use_format';
import { useSinceLook } from '../api/looks';
import styles from './looks.module.css';

type News = Schemas['SinceLastLook'];

/** What happened since this person was here last, in a few lines; nothing where nothing did. */
export function SinceLook({ order }: { order: Order }) {
  const { t } = useTranslation('looks');
  const news = useSinceLook(order);
  if (!news?.looked_at || !hasNews(news)) return null;
  return (
    <Panel title={t('since')} aside={<span className="muted"><Ago at={news.looked_at} /></span>}>
      <ul className={styles.news}>
        <Dates news={news} />
        <Holds order={order} news={news} />
        {news.stations_passed > 0 && <li>{t('passed', { count: news.stations_passed })}</li>}
        <Events news={news} />
      </ul>
    </Panel>
  );
}

const hasNews = (news: News) => news.events.length > 0 || news.holds.length > 0 || news.stations_passed > 0 || news.promised !== null || news.eta !== null;

function Dates({ news: { promised, eta } }: { news: News }) {
  const { t } = useTranslation('looks');
  const zone = useTimeZone();
  const day = (at: string | null | undefined) => (at ? dayAt(at, zone) : null);
  return (
    <>
      {promised && <li><span>{t('promised')}</span><span><Day day={promised.before} />{' → '}<b><Day day={promised.now} /></b></span></li>}
      {eta && <li><span>{t('surely')}</span><span><Day day={day(eta.before)} />{' → '}<b><Day day={day(eta.now)} /></b></span></li>}
    </>
  );
}

function Holds({ order, news }: { order: Order; news: News }) {
  const { t } = useTranslation('looks');
  const words = useCodeWords();
  const name = useName();
  const stations = useLine(order.build?.line)?.stations ?? [];
  return news.holds.map((hold) => {
    const station = stations.find((one) => one.code === hold.station);
    return (
      <li key={hold.at}>
        <span>{t('held', { station: station ? name(station.name) : hold.station, reason: hold.reason ? words('hold', hold.reason) : '' })}</span>
        <span className="muted"><Exact at={hold.at} /></span>
      </li>
    );
  });
}

function Events({ news }: { news: News }) {
  const { t } = useTranslation(['looks', 'orders']);
  return news.events.map((event, index) => (
    <li key={`${event.at}${index}`}>
      <span>{t(`orders:event.${event.kind}`)}{event.actor && !['line', 'plan'].includes(event.actor) && ` · ${event.actor}`}</span>
      <span className="muted"><Exact at={event.at} /></span>
    </li>
  ));
}

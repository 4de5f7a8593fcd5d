import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { Ago } from '@/components/values/values';
import type { LineStation } from '@/lib/api/types';
import { useCodeWords } from '@/lib/codes';
import { useName } from '@/lib/i18n';
import { shopBands } from '@/lib/lines';
import { useLineBuilds, useLiveLine, type LineBuild } from '../api/line';
import { useOwnLines } from '../api/own_lines';
import { CarChip } from '../components/car_chip';
import { LineChoice } from '../components/line_choice';
import { ShopBandView } from '../components/shop_band';
import styles from '../components/plant.module.css';
import '../texts';

/** Every car at its station, live. */
export function Component() {
  const { t } = useTranslation('plant');
  const name = useName();
  const { lines, line } = useOwnLines();
  const builds = useLineBuilds(line?.code ?? '');
  // A line that may not be read may not be followed either.
  useLiveLine(builds.isSuccess ? (line?.code ?? '') : '');
  const waiting = builds.builds.filter((build) => !build.station).sort((a, b) => (a.planned_start ?? 'z').localeCompare(b.planned_start ?? 'z'));
  const bands = line ? shopBands(line.stations) : [];
  const failed = lines.error ?? builds.error;
  return (
    <>
      <PageHeader title={t('line')} lead={line && `${name(line.name)} · ${line.code}`}>
        <LineChoice />
      </PageHeader>
      {failed && builds.builds.length === 0 && <ProblemState error={failed} onRetry={() => void builds.refetch()} />}
      {!failed && builds.isPending && <Panel><Bones rows={12} /></Panel>}
      {line && builds.isSuccess && (
        <div className={styles.page}>
          <div className={styles.bands}>
            {waiting.length > 0 && <Waiting builds={waiting} />}
            {bands.filter((band) => !after.includes(band.shop)).map((band) => (
              <ShopBandView key={band.first} band={band} builds={builds.builds} />
            ))}
            <div className={styles.tail}>
              {bands.filter((band) => after.includes(band.shop)).map((band) => (
                <ShopBandView key={band.first} band={band} builds={builds.builds} />
              ))}
            </div>
          </div>
          <Side code={line.code} builds={builds.builds} stations={line.stations} waiting={waiting.length} />
        </div>
      )}
    </>
  );
}

function Waiting({ builds }: { builds: LineBuild[] }) {
  const { t } = useTranslation('plant');
  const [all, setAll] = useState(false);
  const shown = all ? builds : builds.slice(0, mostWaiting);
  return (
    <section className={styles.band} aria-label={t('waiting')}>
      <div className={styles.bandHead}>
        <h2>{t('waiting')}</h2>
        <span className="muted">{t('cars', { count: builds.length })}</span>
      </div>
      <div className={styles.cars}>
        {shown.map((build) => (
          <CarChip key={build.build_id} build={build} />
        ))}
        {shown.length < builds.length && <button type="button" className={styles.car} onClick={() => setAll(true)}>{t('more', { count: builds.length - shown.length })}</button>}
      </div>
    </section>
  );
}

const after = ['YARD', 'ROAD', 'DEALER'];
const mostHeld = 8;
const mostWaiting = 38;

function Side({ code, builds, stations, waiting }: { code: string; builds: LineBuild[]; stations: LineStation[]; waiting: number }) {
  const { t } = useTranslation('plant');
  const held = builds.filter((build) => build.state === 'HELD');
  const longest = [...held].sort((a, b) => (a.station_since ?? '').localeCompare(b.station_since ?? '')).slice(0, mostHeld);
  const shopOf = new Map(stations.map((station) => [station.code, station.shop]));
  const onLine = builds.filter((build) => build.station && !after.includes(shopOf.get(build.station) ?? '')).length;
  return (
    <div className={styles.side}>
      <Panel>
        <div className={styles.figures}>
          <div><b>{onLine}</b><span>{t('onLine')}</span></div>
          <div><b>{held.length}</b><span>{t('held')}</span></div>
          <div><b>{waiting}</b><span>{t('waitingShort')}</span></div>
        </div>
      </Panel>
      <Panel title={t('heldCars')} aside={held.length > 0 && <Link to={`/plant/holds?line=${code}`}>{t('allHolds')}</Link>}>
        {held.length === 0 && <p className="muted">{t('noneHeld')}</p>}
        <ul className={styles.list}>
          {longest.map((build) => (
            <HeldCar key={build.build_id} build={build} station={stations.find((station) => station.code === build.station)} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function HeldCar({ build, station }: { build: LineBuild; station: LineStation | undefined }) {
  const name = useName();
  const words = useCodeWords();
  return (
    <li>
      <Link to={`/orders/${build.order_number}`}>
        <b>{words('hold', build.hold_reason ?? 'UNKNOWN')}</b> <span className="mono muted">{build.build_id}</span>
        <small>
          {station && `${name(station.name)} · `}
          {build.station_since && <Ago at={build.station_since} />}
        </small>
      </Link>
    </li>
  );
}

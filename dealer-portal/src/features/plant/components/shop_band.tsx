import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineStation } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import type { ShopBand } from '@/lib/lines';
import type { LineBuild } from '../api/line';
import { CarChip } from './car_chip';
import styles from './plant.module.css';

const most = 4;

export function ShopBandView({ band, builds }: { band: ShopBand; builds: LineBuild[] }) {
  const { t } = useTranslation(['plant', 'common']);
  const codes = new Set(band.stations.map((station) => station.code));
  const here = builds.filter((build) => build.station && codes.has(build.station));
  return (
    <section className={styles.band} aria-label={t(`common:shop.${band.shop}`)}>
      <div className={styles.bandHead}>
        <h2>{t(`common:shop.${band.shop}`)}</h2>
        <span className="muted">{t('cars', { count: here.length })}</span>
      </div>
      <ol className={styles.stations}>
        {band.stations.map((station) => (
          <StationCell key={station.code} station={station} builds={here.filter((build) => build.station === station.code)} />
        ))}
      </ol>
    </section>
  );
}

function StationCell({ station, builds }: { station: LineStation; builds: LineBuild[] }) {
  const { t } = useTranslation('plant');
  const name = useName();
  const [all, setAll] = useState(false);
  const stopped = builds.some((build) => build.state === 'HELD');
  const shown = all ? builds : builds.slice(0, most);
  return (
    <li className={`${styles.station} ${stopped ? styles.stopped : builds.length > 0 ? styles.busy : ''}`} data-station={station.code}>
      <span className={styles.code}>{station.code}</span>
      <span className={styles.name} title={name(station.name)}>{name(station.name)}</span>
      <span className={styles.cars}>
        {shown.map((build) => (
          <CarChip key={build.build_id} build={build} />
        ))}
        {shown.length < builds.length && <button type="button" className={styles.car} onClick={() => setAll(true)}>{t('more', { count: builds.length - shown.length })}</button>}
      </span>
    </li>
  );
}

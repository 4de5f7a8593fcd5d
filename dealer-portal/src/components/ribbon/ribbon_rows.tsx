import { CheckOutlined, PauseOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RibbonModel } from './ribbon_model';
import styles from './ribbon.module.css';

type Props = { model: RibbonModel; place: string; since: ReactNode; hold: string | null };

/** The ribbon on a phone: a shop a row. */
export function RibbonRows({ model, place, since, hold }: Props) {
  const { t } = useTranslation();
  return (
    <ol className={styles.rows} aria-label={t('ribbon.title')}>
      {model.bands.map((band) => {
        const end = band.first + band.stations.length;
        const now = model.at >= band.first && model.at < end;
        const passed = model.furthest >= end || (model.over && now);
        const share = passed ? 1 : Math.max(0, (model.furthest - band.first + 0.5) / band.stations.length);
        return (
          <li key={band.first} aria-current={now ? 'step' : undefined}>
            <div className={`${styles.row} ${now ? styles.rowNow : ''} ${share === 0 ? styles.rowFuture : ''}`}>
              <span className={styles.rowMark}>{passed ? <CheckOutlined /> : now && hold ? <PauseOutlined /> : null}</span>
              <span>{t(`shop.${band.shop}`)}</span>
              <span className={styles.rowBar}>
                <i style={{ width: `${share * 100}%` }} />
              </span>
            </div>
            {now && (
              <div className={styles.row}>
                <div className={styles.rowDetail}>
                  {place} {since}
                  {hold && <div className={styles.calloutHold}>{hold}</div>}
                </div>
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

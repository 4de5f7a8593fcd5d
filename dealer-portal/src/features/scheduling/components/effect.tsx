import { useTranslation } from 'react-i18next';
import { Day } from '@/components/values/values';
import { useFormat } from '@/lib/use_format';
import type { SequenceChange } from '../api/sequence';
import styles from './board.module.css';

const figures = ['violations', 'batches', 'late'] as const;
const shown = 6;

/** What a change does: the totals before and after, who moves, whose date suffers. */
export function Effect({ effect, frozenTold = true }: { effect: SequenceChange; frozenTold?: boolean }) {
  const { t } = useTranslation('scheduling');
  const { exact } = useFormat();
  return (
    <div className={styles.effect}>
      <table>
        <tbody>
          {figures.map((figure) => {
            const before = effect.before[figure];
            const after = effect.after[figure];
            return (
              <tr key={figure}>
                <th scope="row">{t(`figure.${figure}`)}</th>
                <td>{before}</td>
                <td className={after < before ? styles.better : after > before ? styles.worse : undefined}>→ {after}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.note}>
        {effect.moved_count === 0 && effect.shifted_count === 0 ? t('nothingMoves') : t('moves', { moved: effect.moved_count, shifted: effect.shifted_count })}
      </p>
      <ul className={styles.list}>
        {effect.moved.slice(0, shown).map((car) => (
          <li key={car.build_id}>
            <span className="mono">{car.build_id}</span>
            <span className="nowrap" title={exact(car.starts_after, true)}>{car.from || '–'} → {car.to}</span>
          </li>
        ))}
      </ul>
      {effect.moved_count > shown && <p className={styles.note}>{t('andMore', { count: effect.moved_count - shown })}</p>}
      {effect.hits.length > 0 && (
        <div>
          <p className={styles.worse}>{t('hits', { count: effect.hits.length })}</p>
          <ul className={styles.list}>
            {effect.hits.slice(0, shown).map((hit) => (
              <li key={hit.build_id}>
                <span className="mono">{hit.order_number}</span>
                <span className="nowrap">{hit.promised_date ? <>{t('column.promised')} <Day day={hit.promised_date} /></> : <>{t('column.wished')} <Day day={hit.requested_date} /></>}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {effect.hits.length === 0 && <p className={styles.note}>{t('noHits')}</p>}
      {frozenTold && effect.frozen_changed && <p className={styles.note}>{t('frozenChanges')}</p>}
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { Day } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useFormat } from '@/lib/use_format';
import type { Sequence, SequenceChange } from '../api/sequence';
import { stretches } from './marks';
import styles from './board.module.css';

const figures = ['violations', 'batches', 'late'] as const;
const shown = 6;

/** What a change does: the totals before and after, who moves, whose date suffers. */
export function Effect({ effect, ratios, frozenTold = true }: { effect: SequenceChange; ratios: Sequence['ratios']; frozenTold?: boolean }) {
  const { t } = useTranslation('scheduling');
  const { exact } = useFormat();
  // A pinned car beside which others change is counted as moved, though it stays.
  const moved = effect.moved.filter((car) => car.from !== car.to);
  const count = effect.moved_count - (effect.moved.length - moved.length);
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
      <Windows title={t('broken')} className={styles.worse} windows={effect.broken} ratios={ratios} />
      <Windows title={t('mended')} className={styles.better} windows={effect.mended} ratios={ratios} />
      <p className={styles.note}>
        {count === 0 && effect.shifted_count === 0 ? t('nothingMoves') : t('moves', { moved: count, shifted: effect.shifted_count })}
      </p>
      <ul className={styles.list}>
        {moved.slice(0, shown).map((car) => (
          <li key={car.build_id}>
            <span className="mono">{car.build_id}</span>
            <span className="nowrap" title={exact(car.starts_after, true)}>{car.from || '–'} → {car.to}</span>
          </li>
        ))}
      </ul>
      {count > shown && <p className={styles.note}>{t('andMore', { count: count - shown })}</p>}
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

type WindowsProps = { title: string; className?: string; windows: SequenceChange['broken']; ratios: Sequence['ratios'] };

/** Which windows, by option and place. */
function Windows({ title, className, windows, ratios }: WindowsProps) {
  const { t } = useTranslation('scheduling');
  const name = useName();
  const found = stretches(windows);
  if (found.length === 0) return null;
  const nameOf = (code: string) => ratios.find((ratio) => ratio.code === code)?.name;
  return (
    <div>
      <p className={className}>{title}</p>
      <ul className={styles.list}>
        {found.slice(0, shown).map(({ ratio, first, last }) => {
          const known = nameOf(ratio);
          return (
            <li key={`${ratio} ${first}`}>
              <span>{known ? name(known) : ratio}</span>
              <span className="nowrap">{t('places', { first, last })}</span>
            </li>
          );
        })}
      </ul>
      {found.length > shown && <p className={styles.note}>{t('andMore', { count: found.length - shown })}</p>}
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { Money } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import type { ChangePreview } from '../api/life';
import styles from './life.module.css';

/** What the change does to price and date, and what stands against it, before it is sent. */
export function ChangeEffects({ preview }: { preview: ChangePreview }) {
  const { t } = useTranslation('life');
  const name = useName();
  if (preview.groups.length === 0) return null;
  const dateEffect = () => {
    const days = preview.date_effect_days;
    if (days === null) return t(`date.${preview.date_basis}`);
    if (days === 0) return t('date.KEEPS_PLACE');
    return days > 0 ? t('date.days', { count: days }) : t('date.daysSooner', { count: -days });
  };
  const what = (closed: ChangePreview['closed'][number]) =>
    closed.features.length > 0 ? closed.features.map((feature) => name(feature.name)).join(t('listComma')) : t(`group.${closed.group}`);
  return (
    <section className={styles.effects} aria-live="polite">
      <h3>{t('effects')}</h3>
      <dl>
        <dt>{t('effect.price')}</dt>
        <dd><Money amount={preview.price_effect} currency={preview.currency} sign /></dd>
        <dt>{t('effect.priceThen')}</dt>
        <dd><Money amount={preview.price_then} currency={preview.currency} /></dd>
        <dt>{t('effect.date')}</dt>
        <dd>{dateEffect()}</dd>
        <dt>{t('effect.groups')}</dt>
        <dd>{preview.groups.map((group) => t(`group.${group}`)).join(t('listComma'))}</dd>
      </dl>
      {(preview.closed.length > 0 || preview.conflicts.length > 0 || preview.blocked) && (
        <ul className={styles.against}>
          {preview.blocked && <li>{t(`blocked.${preview.blocked}`)}</li>}
          {preview.closed.map((closed) => (
            <li key={`${closed.group}${closed.station?.code ?? ''}`}>{closed.station ? t('closedGroup', { group: what(closed), station: name(closed.station.name) }) : t('closedGroupState', { group: what(closed) })}</li>
          ))}
          {preview.conflicts.map((conflict, index) => (
            <li key={`${conflict.rule}${index}`}>{name(conflict.sentence)}</li>
          ))}
        </ul>
      )}
      {preview.possible && <p className="muted">{preview.asks_line ? t('lineDecides') : t('atOnce')}</p>}
    </section>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CarDrawing } from '@/components/car/car_drawing';
import { useName } from '@/lib/i18n';
import type { ConfigurationCheck, Model } from '../api/catalog';
import { carLook } from '../lib/car_look';
import { byCode } from '../lib/selection';
import { PriceLines } from './price_lines';
import styles from './configurator.module.css';

type Props = { model: Model; chosen: string[]; check: ConfigurationCheck | undefined; children: ReactNode };

/** The car as chosen, beside the step that follows. */
export function Summary({ model, chosen, check, children }: Props) {
  const { t } = useTranslation('configurator');
  const name = useName();
  const features = chosen.flatMap((code) => byCode(model, code) ?? []);
  return (
    <aside className={styles.stage} aria-label={t('yourCar')}>
      <div className={styles.scene}>
        <CarDrawing className={styles.car} label={name(model.name)} look={carLook(model.body_style, [...features, ...(check?.lines.filter((line) => line.included) ?? [])])} />
      </div>
      <div className={styles.stageBody}>
        <PriceLines title={name(model.name)} check={check} stale={false} />
        {children}
      </div>
    </aside>
  );
}

import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CarDrawing } from '@/components/car/car_drawing';
import { ProblemNote } from '@/components/states/states';
import { ApiProblem } from '@/lib/api/problem';
import { useName } from '@/lib/i18n';
import { useCheck, type ConfigurationCheck, type Model } from '../api/catalog';
import { carLook } from '../lib/car_look';
import { applyFix, byCode, choose, families, familyOf, featuresOf } from '../lib/selection';
import type { Limits } from '../lib/limits';
import { FeatureSection } from './feature_section';
import { PriceLines } from './price_lines';
import styles from './configurator.module.css';

type Props = {
  model: Model;
  chosen: string[];
  onChange: (features: string[]) => void;
  before?: ReactNode;
  /** The order that is changed: what it has stays available at the price it was ordered at. */
  order?: string;
  /** What of that order's car has closed on the line, or soon will. */
  limits?: Limits;
  /** The acts below the price; gets the verdict on what is chosen now. */
  footer: (verdict: { check: ConfigurationCheck | undefined; settled: boolean }) => ReactNode;
};

/** The choices on the left, the car and its price on the right. */
export function Configurator({ model, chosen, onChange, before, order, limits, footer }: Props) {
  const { t } = useTranslation('configurator');
  const name = useName();
  const check = useCheck(model.code, model.model_year, chosen, order);
  const settled = check.isSuccess && !check.isPlaceholderData;
  const choices = useRef<HTMLDivElement>(null);
  const conflicts = check.data?.conflicts ?? [];
  const features = chosen.flatMap((code) => byCode(model, code) ?? []);
  const brought = (check.data?.lines ?? []).filter((line) => line.included);
  const paint = features.find((feature) => feature.family === 'EXTERIOR_COLOUR');
  const label = t('carLabel', { model: name(model.name), colour: paint ? name(paint.name) : '' });
  return (
    <div className={styles.layout}>
      <div className={styles.choices} ref={choices}>
        {before}
        {families
          .filter((family) => featuresOf(model, family).length > 0)
          .map((family) => (
            <FeatureSection
              key={family}
              model={model}
              family={family}
              chosen={chosen}
              check={check.data}
              limits={limits}
              conflicts={conflicts.filter((conflict) => familyOf(model, conflict) === family)}
              onChoose={(code) => onChange(choose(model, chosen, code))}
              onFix={(fix) => onChange(applyFix(model, chosen, fix))}
            />
          ))}
      </div>
      <aside className={styles.stage} aria-label={t('yourCar')}>
        <div className={styles.scene}>
          <CarDrawing className={styles.car} label={label} look={carLook(model.body_style, [...features, ...brought])} />
        </div>
        <div className={styles.stageBody}>
          <PriceLines title={name(model.name)} check={check.data} stale={!settled} />
          {check.error instanceof ApiProblem && <ProblemNote error={check.error} />}
          {settled && conflicts.length > 0 && (
            <button type="button" className={styles.conflict} onClick={() => choices.current?.querySelector('[data-conflict]')?.scrollIntoView({ behavior: 'smooth', block: 'center' })}>
              {t('conflicts', { count: conflicts.length })}
            </button>
          )}
          {footer({ check: check.data, settled })}
        </div>
      </aside>
    </div>
  );
}

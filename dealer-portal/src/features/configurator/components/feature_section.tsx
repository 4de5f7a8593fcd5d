import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Tag } from '@/components/values/state_tag';
import { useName } from '@/lib/i18n';
import { useFormat } from '@/lib/use_format';
import type { ConfigurationCheck, Feature, FeatureFamily, Model, RuleConflict } from '../api/catalog';
import { isLocked, limitOf, type Limit, type Limits } from '../lib/limits';
import { byCode, featuresOf, isSingle, packageContents, type Fix } from '../lib/selection';
import { Conflicts } from './conflicts';
import styles from './configurator.module.css';

type Props = {
  model: Model;
  family: FeatureFamily;
  chosen: string[];
  check: ConfigurationCheck | undefined;
  limits?: Limits;
  conflicts: RuleConflict[];
  onChoose: (code: string) => void;
  onFix: (fix: Fix) => void;
};

export function FeatureSection({ model, family, chosen, check, limits, conflicts, onChoose, onFix }: Props) {
  const { t } = useTranslation('configurator');
  const group = useId();
  const title = t(`family.${family}`);
  const clashing = new Set((check?.conflicts ?? []).filter((conflict) => conflict.kind !== 'CHOOSE_ONE').flatMap((conflict) => conflict.features));
  const included = new Set((check?.lines ?? []).filter((line) => line.included).map((line) => line.code));
  const whole = limits?.families[family];
  const offered = (fix: Fix) => ![...fix.add, ...fix.remove].some((code) => {
    const feature = byCode(model, code);
    return feature && isLocked(limits, feature, chosen.includes(code));
  });
  return (
    <Panel title={title} aside={whole && <Tag tone={whole.closed ? 'neutral' : 'warn'}>{whole.text}</Tag>}>
      <div className={styles.options} role={isSingle(family) ? 'radiogroup' : 'group'} aria-label={title}>
        {featuresOf(model, family).map((feature) => (
          <FeatureChoice
            key={feature.code}
            model={model}
            feature={feature}
            group={group}
            checked={chosen.includes(feature.code)}
            included={included.has(feature.code)}
            limit={limitOf(limits, feature)}
            told={whole !== undefined}
            locked={isLocked(limits, feature, chosen.includes(feature.code))}
            clash={chosen.includes(feature.code) && clashing.has(feature.code)}
            onChoose={() => onChoose(feature.code)}
          />
        ))}
      </div>
      <Conflicts model={model} conflicts={conflicts.map((conflict) => ({ ...conflict, fixes: conflict.fixes.filter(offered) }))} onFix={onFix} />
    </Panel>
  );
}

/** `told`: the limit is the family's and said above. */
type ChoiceProps = { model: Model; feature: Feature; group: string; checked: boolean; included: boolean; limit?: Limit; told: boolean; locked: boolean; clash: boolean; onChoose: () => void };

function FeatureChoice({ model, feature, group, checked, included, limit, told, locked, clash, onChoose }: ChoiceProps) {
  const { t } = useTranslation('configurator');
  const name = useName();
  const id = useId();
  const contents = packageContents(model, feature);
  const single = isSingle(feature.family);
  const rules = included ? [] : model.rules.filter((rule) => rule.subject === feature.code && rule.kind !== 'INCLUDED_IN');
  const brought = included && !checked;
  return (
    <label className={`${styles.option} ${clash ? styles.clash : ''} ${locked ? styles.locked : ''}`}>
      <input
        type={single ? 'radio' : 'checkbox'}
        name={single ? group : undefined}
        checked={checked || included}
        disabled={brought || locked}
        onChange={onChoose}
        aria-label={name(feature.name)}
        aria-describedby={id}
      />
      {feature.swatch && <span className={styles.paint} style={{ background: feature.swatch }} aria-hidden />}
      <span className={styles.optionName}>
        {`${name(feature.name)} `}
        {contents.length > 0 && <span className={styles.package}>{t('package')}</span>}
      </span>
      <span id={id} style={{ display: 'contents' }}>
        <span className={styles.optionPrice}>
          <FeaturePrice feature={feature} currency={model.currency} included={included} />
        </span>
        {contents.length > 0 && (
          <span className={styles.optionHint}>{t('packageContents', { contents: contents.map((part) => name(part.name)).join(t('packageSeparator')) })}</span>
        )}
        {limit && <span className={told ? 'sr-only' : limit.closed ? styles.optionClosed : styles.optionSoon}>{limit.text}</span>}
        {!locked && rules.map((rule) => (
          <span key={rule.code} className={styles.optionHint}>
            {name(rule.sentence)}
          </span>
        ))}
      </span>
    </label>
  );
}

function FeaturePrice({ feature, currency, included }: { feature: Feature; currency: string; included: boolean }) {
  const { t } = useTranslation('configurator');
  const { money } = useFormat();
  if (included) return t('included');
  if (feature.family === 'TRIM') return money(feature.price, currency);
  return Number(feature.price) === 0 ? t('noCharge') : money(feature.price, currency, true);
}

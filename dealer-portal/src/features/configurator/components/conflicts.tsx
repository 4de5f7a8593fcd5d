import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useName } from '@/lib/i18n';
import { useFormat } from '@/lib/use_format';
import type { Model, RuleConflict } from '../api/catalog';
import { byCode, type Fix } from '../lib/selection';
import styles from './configurator.module.css';

type Props = { model: Model; conflicts: RuleConflict[]; onFix: (fix: Fix) => void };

/** What does not go together, said where it was chosen, each with its ways out. */
export function Conflicts({ model, conflicts, onFix }: Props) {
  const name = useName();
  if (conflicts.length === 0) return null;
  return (
    <div className={styles.conflicts}>
      {conflicts.map((conflict, index) => (
        <div key={`${conflict.rule}${index}`} className={styles.conflict} role="alert" data-conflict>
          <p>
            <svg width="12" height="11" viewBox="0 0 12 11" aria-hidden>
              <path d="M6 .8 11.4 10.4H.6zM6 4v3M6 8.3v.9" fill="none" stroke="var(--warn)" strokeWidth="1.3" />
            </svg>
            {name(conflict.sentence)}
          </p>
          <div className={styles.fixes}>
            {conflict.fixes.map((fix) => (
              <FixButton key={[...fix.add, '-', ...fix.remove].join()} model={model} fix={fix} onFix={onFix} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function FixButton({ model, fix, onFix }: { model: Model; fix: Fix; onFix: (fix: Fix) => void }) {
  const { t } = useTranslation('configurator');
  const name = useName();
  const { money } = useFormat();
  const list = (codes: string[]) => codes.map((code) => { const feature = byCode(model, code); return feature ? name(feature.name) : code; }).join(t('listComma'));
  const added = list(fix.add);
  const removed = list(fix.remove);
  const words = fix.add.length && fix.remove.length ? t('fix.swap', { added, removed }) : fix.add.length ? t('fix.add', { added }) : t('fix.remove', { removed });
  const effect = Number(fix.price_effect) === 0 ? '' : ` ${money(fix.price_effect, model.currency, true)}`;
  return (
    <Button size="small" onClick={() => onFix(fix)}>
      {words}
      {effect}
    </Button>
  );
}

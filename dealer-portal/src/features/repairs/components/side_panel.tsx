import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Kbd, Panel } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { Money } from '@/components/values/values';
import type { ApiProblem } from '@/lib/api/problem';
import { fromCents, toCents } from '@/lib/money';
import { totalsOf, type Gap, type Lines } from '../lib/lines';
import styles from './repairs.module.css';

type Props = {
  lines: Lines;
  currency: string;
  dirty: boolean;
  conflict: boolean;
  gaps: Gap[];
  problem: ApiProblem | null;
  saving: boolean;
  closing: boolean;
  onSave: () => void;
  onClose: () => void;
  onGap: (gap: Gap) => void;
};

/** Totals by who pays, what is still missing, and the two acts. */
export function SidePanel(props: Props) {
  const { t } = useTranslation('repairs');
  const { lines, currency, dirty, gaps } = props;
  return (
    <div className={styles.side}>
      <Totals lines={lines} currency={currency} />
      {gaps.length > 0 && (
        <Panel title={t('missing')}>
          <div role="alert">
            <ul className={styles.gaps}>
            {gaps.map((gap) => (
              <li key={gap.key + gap.field}>
                <button type="button" className={styles.gap} onClick={() => props.onGap(gap)}>
                  {t(gap.kind === 'operation' ? 'gapOperation' : 'gapPart', { line: gap.line, field: t(`gap.${gap.field}`) })}
                </button>
              </li>
            ))}
          </ul>
          </div>
        </Panel>
      )}
      <Panel>
        <div className={styles.stack}>
          <ProblemNote error={props.problem} />
          <Button block disabled={!dirty || props.conflict} loading={props.saving} onClick={props.onSave}>{dirty ? t('save') : t('saved')}</Button>
          <Button block type="primary" disabled={props.conflict} loading={props.closing} onClick={props.onClose}>{t('close')}</Button>
          <p className={styles.hint}>
            <Kbd>Ctrl</Kbd> <Kbd>S</Kbd> {t('saveKey')}
          </p>
        </div>
      </Panel>
    </div>
  );
}

export function Totals({ lines, currency }: { lines: Lines; currency: string }) {
  const { t } = useTranslation(['repairs', 'common']);
  const totals = totalsOf(lines);
  const sum = fromCents(totals.reduce((cents, total) => cents + toCents(total.amount), 0));
  return (
    <Panel title={t('totals')}>
      <ul className={styles.totals}>
        {totals.map((total) => (
          <li key={total.payType}>
            <span>{t(`common:payType.${total.payType}`)}</span>
            <Money amount={total.amount} currency={currency} />
          </li>
        ))}
        <li className={styles.total}>
          <span>{t('sum')}</span>
          <Money amount={sum} currency={currency} />
        </li>
      </ul>
    </Panel>
  );
}

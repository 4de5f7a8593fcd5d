import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Tag, type Tone } from '@/components/values/state_tag';
import { Exact } from '@/components/values/values';
import type { Order, Schemas } from '@/lib/api/types';
import { AsBuiltTable } from './as_built_table';
import styles from './as_built.module.css';

type AsBuilt = Schemas['AsBuilt'];

const tones: Record<AsBuilt['state'], Tone> = { NOT_REPORTED: 'neutral', SAME: 'ok', DIFFERS: 'bad', SIGNED_OFF: 'warn' };

/** What the line really built, beside what was ordered: from line-off on. */
export function AsBuiltPanel({ order }: { order: Order }) {
  const { t } = useTranslation('asBuilt');
  const [whole, setWhole] = useState(false);
  const asBuilt = order.as_built;
  if (!asBuilt) return null;
  const differs = asBuilt.differences > 0;
  const same = asBuilt.lines.length - asBuilt.differences;
  return (
    <Panel title={t('title')} aside={<Tag tone={tones[asBuilt.state]}>{t(`state.${asBuilt.state}`)}</Tag>}>
      {asBuilt.state === 'NOT_REPORTED' && <p className="muted">{t('notReported')}</p>}
      {asBuilt.sign_off && (
        <p className={styles.signed}>
          <span>{asBuilt.sign_off.reason}</span>
          <small>{t('signedBy', { name: asBuilt.sign_off.by })} · <Exact at={asBuilt.sign_off.at} /></small>
        </p>
      )}
      {asBuilt.state === 'SAME' && !whole && <p className="muted">{t('allSame', { count: same })}</p>}
      {(differs || whole) && <AsBuiltTable asBuilt={asBuilt} onlyDifferences={!whole} />}
      {asBuilt.lines.length > 0 && (
        <Button type="link" size="small" className={styles.more} aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t('less') : t(differs ? 'more' : 'whole', { count: same })}
        </Button>
      )}
    </Panel>
  );
}

import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import type { Sequence } from '../api/sequence';
import { Preview } from './car_side';
import styles from './board.module.css';

/** A car that waits behind those that are sequenced, slipped in before its turn. */
export function BringIn({ line, sequence }: { line: string; sequence: Sequence }) {
  const { t } = useTranslation('scheduling');
  const [build, setBuild] = useState('');
  const [wanted, want] = useState('');
  return (
    <Panel title={t('bringIn')}>
      <p className={styles.note} style={{ marginBottom: 10 }}>{t('bringInText', { count: sequence.left_out })}</p>
      <form
        className={styles.move}
        onSubmit={(event) => {
          event.preventDefault();
          want(build.trim());
        }}
      >
        <Input aria-label={t('bringInBuild')} placeholder={t('bringInBuild')} maxLength={32} value={build} onChange={(event) => setBuild(event.target.value)} style={{ flex: 1 }} />
        <Button htmlType="submit" disabled={build.trim() === ''}>{t('bringInLook')}</Button>
      </form>
      {wanted && (
        <Preview
          key={wanted}
          line={line}
          ratios={sequence.ratios}
          change={{ version: sequence.version, act: 'SLIP_IN', build_id: wanted, position: null }}
          onLeave={() => {
            want('');
            setBuild('');
          }}
        />
      )}
    </Panel>
  );
}

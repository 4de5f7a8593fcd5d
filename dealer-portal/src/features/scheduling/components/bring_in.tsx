import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Preview } from './car_side';
import styles from './board.module.css';

/** A car that waits behind those that are sequenced, slipped in before its turn. */
export function BringIn({ line, version, waiting }: { line: string; version: number; waiting: number }) {
  const { t } = useTranslation('scheduling');
  const [build, setBuild] = useState('');
  const [wanted, want] = useState('');
  return (
    <Panel title={t('bringIn')}>
      <p className={styles.note} style={{ marginBottom: 10 }}>{t('bringInText', { count: waiting })}</p>
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
          change={{ version, act: 'SLIP_IN', build_id: wanted, position: null }}
          onLeave={() => {
            want('');
            setBuild('');
          }}
        />
      )}
    </Panel>
  );
}

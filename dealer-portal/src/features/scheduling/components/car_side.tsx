import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Facts, Kbd, Panel } from '@/components/page/page';
import { Bones, ProblemNote } from '@/components/states/states';
import { Day, Exact } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useChangeSequence, usePreview, type ChangeSequence, type SequenceCar } from '../api/sequence';
import { Effect } from './effect';
import { PriorityForm } from './priority_form';
import styles from './board.module.css';

export type Act = ChangeSequence['act'];
export type Wanted = { act: Act; position: number | null };

type Props = { line: string; version: number; car: SequenceCar; may: boolean; wanted: Wanted | null; onWant: (wanted: Wanted | null) => void };

/** The chosen car, what can be done with it, and what that would do. */
export function CarSide({ line, version, car, may, wanted, onWant }: Props) {
  const { t } = useTranslation('scheduling');
  const name = useName();
  const [rating, rate] = useState(false);
  return (
    <Panel title={car.build_id}>
      <Facts
        facts={[
          { label: t('column.position'), value: car.position },
          { label: t('priority'), value: car.priority },
          { label: t('column.start'), value: <Exact at={car.starts_at} seconds />, wide: true },
          { label: t('column.car'), value: `${name(car.model_name)} · ${name(car.colour.name)}`, wide: true },
          { label: t('order'), value: <Link to={`/orders/${car.order_number}`} className="mono">{car.order_number}</Link>, wide: true },
          { label: t('dealer'), value: name(car.dealer.name), wide: true },
          { label: t('column.wished'), value: <Day day={car.requested_date} /> },
          { label: t('column.promised'), value: <Day day={car.promised_date} /> },
        ]}
      />
      {may && !wanted && rating && <PriorityForm key={car.build_id} line={line} car={car} onDone={() => rate(false)} />}
      {may && !wanted && !rating && <Acts car={car} onWant={onWant} onRate={() => rate(true)} />}
      {may && wanted && <Preview key={`${car.build_id} ${wanted.act} ${wanted.position}`} line={line} change={{ version, act: wanted.act, build_id: car.build_id, position: wanted.position }} onLeave={() => onWant(null)} />}
    </Panel>
  );
}

function Acts({ car, onWant, onRate }: { car: SequenceCar; onWant: (wanted: Wanted) => void; onRate: () => void }) {
  const { t } = useTranslation('scheduling');
  const [position, setPosition] = useState<number | null>(null);
  return (
    <div className={styles.acts}>
      <Button onClick={() => onWant({ act: car.pinned ? 'UNPIN' : 'PIN', position: null })}>{t(car.pinned ? 'unpin' : 'pin')} <Kbd>P</Kbd></Button>
      <Button onClick={() => onWant({ act: 'SLIP_IN', position: null })}>{t('slipIn')} <Kbd>S</Kbd></Button>
      <Button className={styles.wide} onClick={onRate}>{t('setPriority')}</Button>
      <form
        className={`${styles.move} ${styles.wide}`}
        onSubmit={(event) => {
          event.preventDefault();
          if (position) onWant({ act: 'MOVE', position });
        }}
      >
        <InputNumber aria-label={t('toPosition')} placeholder={t('toPosition')} min={1} precision={0} value={position} onChange={setPosition} style={{ flex: 1 }} />
        <Button htmlType="submit" disabled={!position}>{t('move')}</Button>
      </form>
    </div>
  );
}

/** What a change would do, and the way to do it. */
export function Preview({ line, change, onLeave }: { line: string; change: ChangeSequence; onLeave: () => void }) {
  const { t } = useTranslation('scheduling');
  const preview = usePreview(line, change);
  const doIt = useChangeSequence(line, onLeave);
  return (
    <div style={{ marginTop: 14 }} aria-live="polite">
      <p style={{ fontWeight: 600, marginBottom: 8 }}>{t(`would.${change.act}`, { position: change.position ?? '' })}</p>
      {preview.isPending && <Bones rows={3} />}
      <ProblemNote error={preview.error} />
      {preview.data && <Effect effect={preview.data} />}
      <ProblemNote error={doIt.error} />
      <div className={styles.acts}>
        <Button type="primary" disabled={!preview.data} loading={doIt.isPending} onClick={() => doIt.mutate(change)}>{t('doIt')}</Button>
        <Button onClick={onLeave}>{t('leaveIt')}</Button>
      </div>
    </div>
  );
}

import { Button, InputNumber } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Kbd, Panel } from '@/components/page/page';
import { Bones, ProblemNote } from '@/components/states/states';
import { Day, Exact } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useChangeSequence, usePreview, type ChangeSequence, type Sequence, type SequenceCar } from '../api/sequence';
import { Effect } from './effect';
import { placesOf } from './marks';
import { PriorityForm } from './priority_form';
import styles from './board.module.css';

export type Act = ChangeSequence['act'];
export type Wanted = { act: Act; position: number | null };

type Props = { line: string; sequence: Sequence; car: SequenceCar; may: boolean; wanted: Wanted | null; onWant: (wanted: Wanted | null) => void };

/** The chosen car: what can be done with it, what that would do, and below it what one knows of it. */
export function CarSide({ line, sequence, car, may, wanted, onWant }: Props) {
  const { t } = useTranslation('scheduling');
  const name = useName();
  const [rating, rate] = useState(false);
  const facts = [
    { label: t('column.car'), value: `${name(car.model_name)} · ${name(car.colour.name)}` },
    { label: t('column.start'), value: <Exact at={car.starts_at} seconds /> },
    { label: t('order'), value: <Link to={`/orders/${car.order_number}`} className="mono">{car.order_number}</Link> },
    { label: t('dealer'), value: name(car.dealer.name) },
    { label: t('column.wished'), value: <Day day={car.requested_date} /> },
    { label: t('column.promised'), value: <Day day={car.promised_date} /> },
    { label: t('priority'), value: car.priority },
  ];
  return (
    <Panel title={car.build_id} aside={<span className={styles.note}>{t('atPosition', { position: car.position })}</span>}>
      {may && !wanted && rating && <PriorityForm key={car.build_id} line={line} car={car} onDone={() => rate(false)} />}
      {may && !wanted && !rating && <Acts car={car} places={placesOf(sequence)} onWant={onWant} onRate={() => rate(true)} />}
      {may && wanted && <Preview key={`${car.build_id} ${wanted.act} ${wanted.position}`} line={line} ratios={sequence.ratios} change={{ version: sequence.version, act: wanted.act, build_id: car.build_id, position: wanted.position }} onLeave={() => onWant(null)} />}
      <dl className={styles.facts}>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

type ActsProps = { car: SequenceCar; places: { first: number; last: number } | null; onWant: (wanted: Wanted) => void; onRate: () => void };

function Acts({ car, places, onWant, onRate }: ActsProps) {
  const { t } = useTranslation('scheduling');
  const [position, setPosition] = useState<number | null>(null);
  return (
    <div className={styles.acts}>
      <Button onClick={() => onWant({ act: car.pinned ? 'UNPIN' : 'PIN', position: null })}>{t(car.pinned ? 'unpin' : 'pin')} <Kbd>P</Kbd></Button>
      <Button onClick={() => onWant({ act: 'SLIP_IN', position: null })}>{t('slipIn')} <Kbd>S</Kbd></Button>
      <form
        className={`${styles.move} ${styles.wide}`}
        onSubmit={(event) => {
          event.preventDefault();
          if (position) onWant({ act: 'MOVE', position });
        }}
      >
        <InputNumber aria-label={t('toPosition')} placeholder={places ? t('toPositionOf', places) : t('toPosition')} min={places?.first ?? 1} max={places?.last} precision={0} value={position} onChange={setPosition} style={{ flex: 1 }} />
        <Button htmlType="submit" disabled={!position}>{t('move')}</Button>
      </form>
      <Button className={styles.wide} onClick={onRate}>{t('setPriority')}</Button>
    </div>
  );
}

type PreviewProps = { line: string; ratios: Sequence['ratios']; change: ChangeSequence; onLeave: () => void };

export function Preview({ line, ratios, change, onLeave }: PreviewProps) {
  const { t } = useTranslation('scheduling');
  const preview = usePreview(line, change);
  const doIt = useChangeSequence(line, onLeave);
  const confirm = useRef<HTMLButtonElement>(null);
  const told = preview.isSuccess;
  // Enter confirms what has just been read.
  useEffect(() => {
    if (told) confirm.current?.focus({ preventScroll: true });
  }, [told, change.version]);
  return (
    <div>
      <div aria-live="polite">
        <p className={styles.would}>{t(`would.${change.act}`, { position: change.position ?? '' })}</p>
        {preview.isPending && <Bones rows={3} />}
        <ProblemNote error={preview.error} />
        {preview.data && <Effect effect={preview.data} ratios={ratios} />}
        <ProblemNote error={doIt.error} />
      </div>
      <div className={styles.decide}>
        <Button ref={confirm} type="primary" disabled={!preview.data} loading={doIt.isPending} onClick={() => doIt.mutate(change)}>{t('doIt')}</Button>
        <Button onClick={onLeave}>{t('leaveIt')}</Button>
      </div>
    </div>
  );
}

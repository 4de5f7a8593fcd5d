import { DownOutlined, LockFilled, PushpinFilled, RightOutlined } from '@ant-design/icons';
import { memo, useCallback, useEffect, useMemo, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Day } from '@/components/values/values';
import { dayAt } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { useFormat, useTimeZone } from '@/lib/use_format';
import type { Sequence, SequenceCar } from '../api/sequence';
import { batchesOf, promiseAtRisk, ratioColour, windowMarks, zonesOf, type WindowMarks, type Zone } from './marks';
import styles from './board.module.css';

type Props = { sequence: Sequence; chosen: string | null; onChoose: (build: string) => void; onMove?: (build: string, position: number) => void; foot?: ReactNode };

/** The cars in the order in which the line takes them; violated windows are marked where they are. */
export function SequenceTable({ sequence, chosen, onChoose, onMove, foot }: Props) {
  const { t } = useTranslation('scheduling');
  const name = useName();
  const marks = useMemo(() => windowMarks(sequence.windows), [sequence.windows]);
  const batches = useMemo(() => {
    const waiting = sequence.items.filter((car) => car.zone !== 'STARTED');
    const sizes = batchesOf(waiting);
    return new Map(waiting.map((car, at) => [car.build_id, sizes[at]!]));
  }, [sequence.items]);
  const columns = sequence.ratios.length + 9;
  return (
    <div className={styles.board} tabIndex={0} role="region" aria-label={t('title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.position')}</th>
            <th scope="col">{t('column.start')}</th>
            <th scope="col">{t('column.car')}</th>
            <th scope="col">{t('column.paint')}</th>
            <th scope="col">{t('column.build')}</th>
            {sequence.ratios.map((ratio) => (
              <th key={ratio.code} scope="col" className={styles.mark} title={`${name(ratio.name)} ${t('ratio', { most: ratio.most, window: ratio.window })}`}>
                {ratio.most}/{ratio.window}
                <span className="sr-only">{name(ratio.name)}</span>
              </th>
            ))}
            <th scope="col">{t('dealer')}</th>
            <th scope="col">{t('column.wished')}</th>
            <th scope="col">{t('column.promised')}</th>
            <th scope="col"><span className="sr-only">{t('column.flags')}</span></th>
          </tr>
        </thead>
        {zonesOf(sequence.items).map((zone) => (
          <ZoneRows key={zone.zone} zone={zone} columns={columns} ratios={sequence.ratios} marks={marks} batches={batches} chosen={chosen} onChoose={onChoose} onMove={onMove} />
        ))}
      </table>
      {foot}
    </div>
  );
}

type ZoneProps = Omit<Props, 'sequence' | 'foot'> & { zone: Zone; columns: number; ratios: Sequence['ratios']; marks: WindowMarks; batches: Map<string, number> };

function ZoneRows({ zone, columns, ratios, marks, batches, chosen, onChoose, onMove }: ZoneProps) {
  const { t } = useTranslation('scheduling');
  const zoneOfPlant = useTimeZone();
  const { day: formatDay } = useFormat();
  const started = zone.zone === 'STARTED';
  const [open, setOpen] = useState(!started);
  const latest = useRef({ onChoose, onMove });
  useEffect(() => {
    latest.current = { onChoose, onMove };
  });
  // The rows are many: they are drawn anew only where what they show has changed.
  const choose = useCallback((build: string) => latest.current.onChoose(build), []);
  const move = useCallback((build: string, position: number) => latest.current.onMove?.(build, position), []);
  const today = dayAt(Date.now(), zoneOfPlant);
  const dayOf = (car: SequenceCar) => dayAt(car.starts_at, zoneOfPlant);
  return (
    <tbody>
      <tr className={styles.zone}>
        <td colSpan={columns}>
          {zone.zone === 'FROZEN' && <LockFilled aria-hidden />}{' '}
          {started ? (
            <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
              {t('startedCars', { count: zone.cars.length })}
            </button>
          ) : (
            t(`zone.${zone.zone}`)
          )}
          <small>{t(`zoneHint.${zone.zone}`)}</small>
        </td>
      </tr>
      {open &&
        zone.cars.map((car, at) => {
          const day = dayOf(car);
          const before = zone.cars[at - 1];
          const another = before ? dayOf(before) !== day : !started && day !== today;
          return [
            another && (
              <tr key={day} className={styles.day}>
                <td colSpan={columns}>{formatDay(day)}</td>
              </tr>
            ),
            <CarRow key={car.build_id} car={car} ratios={ratios} marks={marks} batch={batches.get(car.build_id)} chosen={car.build_id === chosen} onChoose={choose} onMove={onMove && move} />,
          ];
        })}
    </tbody>
  );
}

type RowProps = { car: SequenceCar; ratios: Sequence['ratios']; marks: WindowMarks; batch: number | undefined; chosen: boolean; onChoose: (build: string) => void; onMove?: (build: string, position: number) => void };

const CarRow = memo(function CarRow({ car, ratios, marks, batch, chosen, onChoose, onMove }: RowProps) {
  const { t } = useTranslation('scheduling');
  const name = useName();
  const { exact } = useFormat();
  const zone = useTimeZone();
  const row = useRef<HTMLTableRowElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen, car.position]);
  const started = car.zone === 'STARTED';
  const start = exact(car.starts_at, true);
  const drag = onMove && !started ? dragging(car, onMove, setOver) : {};
  return (
    <tr ref={row} data-build={car.build_id} {...drag} className={[styles.row, started && styles.started, chosen && styles.chosen, over && styles.over].filter(Boolean).join(' ')} aria-selected={chosen} onClick={() => !started && onChoose(car.build_id)}>
      <td className={styles.number}>{car.position}</td>
      <td className={styles.time}><time dateTime={car.starts_at} title={start}>{start.slice(-8)}</time></td>
      <td><span className={styles.cut} title={name(car.model_name)}>{name(car.model_name)}</span></td>
      <td className={[styles.paint, batch !== 0 && styles.first].filter(Boolean).join(' ')}>
        <i style={{ background: car.colour.swatch ?? 'transparent' }} aria-hidden />
        {name(car.colour.name)}
        {batch !== undefined && batch > 1 && <small title={t('batch', { count: batch })}>×{batch}</small>}
      </td>
      <td className="mono">{car.build_id}</td>
      {ratios.map((ratio, index) => {
        const violated = marks.get(ratio.code)?.has(car.position) ?? false;
        const has = car.ratios.includes(ratio.code);
        return (
          <td key={ratio.code} className={`${styles.mark} ${violated ? styles.violated : ''}`}>
            {has && <i className={styles.block} style={{ background: ratioColour(index) }} title={name(ratio.name)} />}
            {(has || violated) && <span className="sr-only">{[has && name(ratio.name), violated && t('inViolated')].filter(Boolean).join(', ')}</span>}
          </td>
        );
      })}
      <td><span className={styles.cut} title={name(car.dealer.name)}>{name(car.dealer.name)}</span></td>
      <td className={car.late ? styles.late : undefined}><Day day={car.requested_date} /></td>
      <td className={promiseAtRisk(car, zone) ? styles.late : undefined}><Day day={car.promised_date} /></td>
      <td>
        <span className={styles.flags}>
          {car.pinned && <PushpinFilled title={t('pinned')} aria-label={t('pinned')} />}
          {car.kind === 'STOCK' && <span className={styles.kind}>{t('kind.STOCK')}</span>}
          {car.late && <span className={styles.late}>{t('late')}</span>}
          {!car.late && promiseAtRisk(car, zone) && <span className={styles.late}>{t('atRisk')}</span>}
        </span>
      </td>
    </tr>
  );
});

const carried = 'application/x-marque-build';

/** A car that is dropped on another wants its place; what that does is shown before anything changes. */
function dragging(car: SequenceCar, onMove: (build: string, position: number) => void, setOver: (over: boolean) => void) {
  const ours = (event: DragEvent) => event.dataTransfer.types.includes(carried);
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(carried, car.build_id);
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragOver: (event: DragEvent) => {
      if (!ours(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!ours(event)) return;
      event.preventDefault();
      const build = event.dataTransfer.getData(carried);
      if (build !== car.build_id) onMove(build, car.position);
    },
  };
}

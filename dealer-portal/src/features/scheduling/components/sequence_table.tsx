import { LockFilled, PushpinFilled } from '@ant-design/icons';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Day, Swatch } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useFormat, useTimeZone } from '@/lib/use_format';
import type { Sequence, SequenceCar } from '../api/sequence';
import { promiseAtRisk, ratioColour, windowMarks, zonesOf, type WindowMarks, type Zone } from './marks';
import styles from './board.module.css';

type Props = { sequence: Sequence; chosen: string | null; onChoose: (build: string) => void };

/** The cars in the order in which the line takes them; violated windows are marked where they are. */
export function SequenceTable({ sequence, chosen, onChoose }: Props) {
  const { t } = useTranslation('scheduling');
  const name = useName();
  const marks = useMemo(() => windowMarks(sequence.windows), [sequence.windows]);
  const columns = sequence.ratios.length + 8;
  return (
    <div className={styles.board} tabIndex={0} role="region" aria-label={t('title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.position')}</th>
            <th scope="col">{t('column.start')}</th>
            <th scope="col">{t('column.car')}</th>
            <th scope="col">{t('column.build')}</th>
            {sequence.ratios.map((ratio) => (
              <th key={ratio.code} scope="col" className={styles.mark} title={`${name(ratio.name)} ${t('ratio', { most: ratio.most, window: ratio.window })}`}>
                {ratio.most}/{ratio.window}
                <span className="sr-only">{name(ratio.name)}</span>
              </th>
            ))}
            <th scope="col">{t('column.kind')}</th>
            <th scope="col">{t('column.wished')}</th>
            <th scope="col">{t('column.promised')}</th>
            <th scope="col"><span className="sr-only">{t('column.flags')}</span></th>
          </tr>
        </thead>
        {zonesOf(sequence.items).map((zone) => (
          <ZoneRows key={zone.zone} zone={zone} columns={columns} sequence={sequence} marks={marks} chosen={chosen} onChoose={onChoose} />
        ))}
      </table>
    </div>
  );
}

type ZoneProps = Props & { zone: Zone; columns: number; marks: WindowMarks };

function ZoneRows({ zone, columns, sequence, marks, chosen, onChoose }: ZoneProps) {
  const { t } = useTranslation('scheduling');
  return (
    <tbody>
      <tr className={styles.zone}>
        <td colSpan={columns}>
          {zone.zone === 'FROZEN' && <LockFilled aria-hidden />} {t(`zone.${zone.zone}`)}
          <small>{t(`zoneHint.${zone.zone}`)}</small>
        </td>
      </tr>
      {zone.cars.map((car) => (
        <CarRow key={car.build_id} car={car} ratios={sequence.ratios} marks={marks} chosen={car.build_id === chosen} onChoose={onChoose} />
      ))}
    </tbody>
  );
}

type RowProps = { car: SequenceCar; ratios: Sequence['ratios']; marks: WindowMarks; chosen: boolean; onChoose: (build: string) => void };

function CarRow({ car, ratios, marks, chosen, onChoose }: RowProps) {
  const { t } = useTranslation('scheduling');
  const name = useName();
  const { exact } = useFormat();
  const zone = useTimeZone();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen, car.position]);
  const started = car.zone === 'STARTED';
  const start = exact(car.starts_at, true);
  return (
    <tr ref={row} data-build={car.build_id} className={[styles.row, started && styles.started, chosen && styles.chosen].filter(Boolean).join(' ')} aria-selected={chosen} onClick={() => !started && onChoose(car.build_id)}>
      <td className={styles.number}>{car.position}</td>
      <td className={styles.time}><time dateTime={car.starts_at} title={start}>{start.slice(-8)}</time></td>
      <td>
        <span className={styles.model} title={`${name(car.model_name)} · ${name(car.colour.name)} · ${name(car.dealer.name)}`}>
          <Swatch colour={car.colour.swatch} />
          <span>{name(car.model_name)}</span>
        </span>
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
      <td>{t(`kind.${car.kind}`)}</td>
      <td className={car.late ? styles.late : undefined}><Day day={car.requested_date} /></td>
      <td className={promiseAtRisk(car, zone) ? styles.late : undefined}><Day day={car.promised_date} /></td>
      <td>
        <span className={styles.flags}>
          {car.late && <span className={styles.late}>{t('late')}</span>}
          {!car.late && promiseAtRisk(car, zone) && <span className={styles.late}>{t('atRisk')}</span>}
          {car.pinned && <PushpinFilled title={t('pinned')} aria-label={t('pinned')} />}
        </span>
      </td>
    </tr>
  );
}

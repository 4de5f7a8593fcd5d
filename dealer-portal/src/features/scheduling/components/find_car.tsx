import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SequenceCar } from '../api/sequence';
import { carOf } from './marks';
import styles from './board.module.css';

/** All the cars from the ones that are read to the last one. */
export type ReadOn = () => Promise<SequenceCar[]>;

type Props = { cars: SequenceCar[]; readOn: ReadOn; onFound: (build: string) => void };

/** Chooses a car by its build ID or its order, wherever in the sequence it stands. */
export function FindCar({ cars, readOn, onFound }: Props) {
  const { t } = useTranslation('scheduling');
  const [text, setText] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const find = async (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    setLooking(true);
    const car = carOf(cars, text) ?? carOf(await readOn(), text);
    setLooking(false);
    setMissing(car ? null : text.trim().toUpperCase());
    if (car) onFound(car.build_id);
  };
  return (
    <div className={styles.find}>
      <form role="search" onSubmit={(event) => void find(event)}>
        <Input aria-label={t('find')} placeholder={t('find')} value={text} allowClear onChange={(event) => { setText(event.target.value); setMissing(null); }} />
        <Button htmlType="submit" loading={looking} disabled={!text.trim()}>{t('findIt')}</Button>
      </form>
      {missing && <p role="status">{t('notHere', { what: missing })}</p>}
    </div>
  );
}

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ProblemNote } from '@/components/states/states';
import { Vin } from '@/components/values/values';
import { ApiProblem } from '@/lib/api/problem';
import { useName } from '@/lib/i18n';
import { useDebounced } from '@/lib/use_debounced';
import { useFindCars } from '../api/cars';
import { Plate } from './plate';
import styles from './car_finder.module.css';

/** One large field: VIN, its last eight, or plate. A scanner types and presses Enter; so may a person. */
export function CarFinder() {
  const { t } = useTranslation('cars');
  const name = useName();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [entered, setEntered] = useState(false);
  const typed = text.trim();
  const q = useDebounced(typed, 150);
  const search = useFindCars(q);
  const settled = q === typed && !search.isFetching && search.isSuccess;
  const found = search.data?.vehicles;
  const cars = useMemo(() => (typed.length >= 2 ? (found ?? []) : []), [typed, found]);
  useEffect(() => {
    if (!entered || !settled) return;
    setEntered(false);
    const car = cars[active] ?? cars[0];
    if (car) void navigate(`/cars/${car.vin}`);
  }, [entered, settled, cars, active, navigate]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') setEntered(true);
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, cars.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.finder} role="search">
      <input
        ref={field}
        className={styles.field}
        aria-label={t('find')}
        placeholder={t('findHint')}
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        value={text}
        onChange={(event) => {
          setText(event.target.value.toUpperCase());
          setActive(0);
          setEntered(false);
        }}
        onKeyDown={onKeyDown}
      />
      {search.error instanceof ApiProblem && <ProblemNote error={search.error} />}
      {settled && typed.length >= 2 && cars.length === 0 && <p role="status">{t('findNone', { q: typed })}</p>}
      <ul className={styles.hits} aria-label={t('found')}>
        {cars.map((car, index) => (
          <li key={car.vin}>
            <Link to={`/cars/${car.vin}`} className={styles.hit} data-active={index === active}>
              <span>
                <Vin vin={car.vin} copy={false} /> <span className="muted">{name(car.model_name)}</span>
              </span>
              {car.plate && <Plate plate={car.plate} />}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

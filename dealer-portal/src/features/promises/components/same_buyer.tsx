import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Day } from '@/components/values/values';
import { dayAt } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { useTimeZone } from '@/lib/use_format';
import type { PromiseTask } from '../api/promises';
import styles from './promises.module.css';

type Props = { tasks: PromiseTask[]; left: ReadonlySet<number>; onLeft: (left: ReadonlySet<number>) => void };

/** The buyer's other cars that may be late: those that the call is about too are ticked, at first all of them. */
export function SameBuyer({ tasks, left, onLeft }: Props) {
  const { t } = useTranslation('promises');
  const name = useName();
  const zone = useTimeZone();
  const tick = (id: number, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(id);
    else next.add(id);
    onLeft(next);
  };
  return (
    <fieldset className={styles.others}>
      <legend>{t('sameBuyer', { count: tasks.length })}</legend>
      <p>{t('sameBuyerHint')}</p>
      {tasks.length > 3 && (
        <Checkbox checked={left.size === 0} indeterminate={left.size > 0 && left.size < tasks.length} onChange={(event) => onLeft(event.target.checked ? new Set() : new Set(tasks.map(({ id }) => id)))}>
          {t('pickAll')}
        </Checkbox>
      )}
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <Checkbox checked={!left.has(task.id)} onChange={(event) => tick(task.id, event.target.checked)}>
              {name(task.model_name)} <span className="muted nowrap">{task.order_number}</span>
            </Checkbox>
            <span className={styles.right}>
              {t('promised')} <Day day={task.promised_date} />
              {task.p90_at && <small>{t('surely')} <Day day={dayAt(task.p90_at, zone)} />{t('surelyBefore')}</small>}
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

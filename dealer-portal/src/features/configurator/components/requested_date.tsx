import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Field } from '@/components/page/page';
import { useNow } from '@/lib/clock';
import { dayAt } from '@/lib/format';
import { useTimeZone } from '@/lib/use_format';
import styles from './buyer.module.css';

type Props = { value: string | null; fault: string | undefined; onChange: (day: string | null) => void };

const weeks = [4, 6, 8];

export function RequestedDate({ value, fault, onChange }: Props) {
  const { t } = useTranslation('configurator');
  const today = dayjs(dayAt(useNow(), useTimeZone()));
  return (
    <Field label={t('requestedDate')} hint={t('requestedDateHint')} fault={fault}>
      {({ id, describedBy, invalid }) => (
        <div className={styles.dates}>
          <DatePicker
            id={id}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            status={invalid ? 'error' : undefined}
            value={value ? dayjs(value) : null}
            minDate={today.add(1, 'day')}
            maxDate={today.add(1, 'year')}
            format="YYYY-MM-DD"
            onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
          />
          {weeks.map((count) => (
            <Button key={count} onClick={() => onChange(today.add(count, 'week').format('YYYY-MM-DD'))}>
              {t('inWeeks', { count })}
            </Button>
          ))}
        </div>
      )}
    </Field>
  );
}

import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNow } from '@/lib/clock';
import { dayAt, wallAt } from '@/lib/format';
import { useTimeZone } from '@/lib/use_format';
import styles from './care.module.css';

const wallFormat = 'YYYY-MM-DDTHH:mm';

type Props = { value: string; onChange: (wall: string) => void };

/** A time of the agent's own wall clock. */
export default function CallBackTime({ value, onChange }: Props) {
  const { t } = useTranslation('care');
  const zone = useTimeZone();
  const now = useNow();
  const day = (ahead: number) => dayAt(now + ahead * 86_400_000, zone);
  const quick = [
    { label: t('inOneHour'), wall: wallAt(now + 3_600_000, zone) },
    { label: t('tomorrowMorning'), wall: `${day(1)}T10:00` },
    { label: t('tomorrowEvening'), wall: `${day(1)}T18:30` },
    { label: t('inAWeek'), wall: `${day(7)}T10:00` },
  ];
  return (
    <div className={styles.row} role="group" aria-label={t('callBackAt')}>
      <DatePicker
        aria-label={t('callBackAt')}
        placement="topLeft"
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format="YYYY-MM-DD HH:mm"
        value={value ? dayjs(value) : null}
        minDate={dayjs(day(0))}
        onChange={(at) => onChange(at ? at.format(wallFormat) : '')}
      />
      {quick.map((choice) => (
        <Button key={choice.label} onClick={() => onChange(choice.wall)}>{choice.label}</Button>
      ))}
    </div>
  );
}

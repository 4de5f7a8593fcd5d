import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState } from '@/components/states/states';
import { Exact } from '@/components/values/values';
import { clockQuery } from '@/lib/clock';
import { useFormat } from '@/lib/use_format';
import { useMoveClock } from '../api/admin';
import styles from '../components/admin.module.css';
import '../texts';

const steps = [1, 7, 30];

/** The business clock of a demonstration network; it only goes forwards. */
export function Component() {
  const { t } = useTranslation('admin');
  const clock = useQuery(clockQuery);
  if (clock.isPending) return <Bones rows={4} />;
  if (clock.isError) return <ProblemState error={clock.error} />;
  return (
    <>
      <PageHeader title={t('clock')} lead={t('clockLead')} />
      <Panel>
        <div className={styles.clock}>
          <div>
            <span className="muted">{t('businessTime')}</span>
            <div className={styles.now}><Exact at={clock.data.now} /></div>
            <span className="muted">{t('realTime')} <Exact at={clock.data.real_now} /> · {t('ahead', { count: clock.data.offset_days })}</span>
          </div>
          {clock.data.movable ? <Move now={clock.data.now} /> : <p>{t('notMovable')}</p>}
        </div>
      </Panel>
    </>
  );
}

function Move({ now }: { now: string }) {
  const { t } = useTranslation('admin');
  const { exact } = useFormat();
  const [days, setDays] = useState('');
  const move = useMoveClock();
  const count = Number(days);
  const valid = Number.isInteger(count) && count >= 1 && count <= 400;
  const to = valid ? exact(new Date(Date.parse(now) + count * 86_400_000).toISOString()) : '';
  return (
    <>
      <div className={styles.row} role="group" aria-label={t('moveBy')}>
        {steps.map((step) => (
          <Button key={step} type={count === step ? 'primary' : 'default'} onClick={() => setDays(String(step))}>{t('days', { count: step })}</Button>
        ))}
        <Input style={{ width: 130 }} inputMode="numeric" aria-label={t('otherDays')} placeholder={t('otherDays')} value={days} onChange={(event) => setDays(event.target.value.replaceAll(/\D/g, '').slice(0, 3))} />
      </div>
      {valid && (
        <div className={styles.will} role="status">
          <span>{t('will', { count, to })}</span>
          <div className={styles.row}>
            <Button type="primary" loading={move.isPending} onClick={() => move.mutate(count, { onSuccess: () => setDays('') })}>{t('moveNow', { count })}</Button>
            <Button onClick={() => setDays('')}>{t('leave')}</Button>
          </div>
        </div>
      )}
      <ProblemNote error={move.error} />
    </>
  );
}

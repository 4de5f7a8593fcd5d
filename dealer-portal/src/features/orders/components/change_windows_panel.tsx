import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { Tag } from '@/components/values/state_tag';
import type { Order } from '@/lib/api/types';
import { useNow } from '@/lib/clock';
import { useName } from '@/lib/i18n';
import { useFormat } from '@/lib/use_format';
import { useChangeWindows, type ChangeWindow } from '../api/life';
import { closingSoonMs, timeLeft } from '../lib/time_left';
import { OptionClosings } from './option_closings';
import styles from './life.module.css';

const acts: Record<ChangeWindow['group'], { action: Order['actions'][number]; path: string }> = {
  TRIM: { action: 'CHANGE', path: 'change' },
  COLOUR: { action: 'CHANGE', path: 'change' },
  ENGINE: { action: 'CHANGE', path: 'change' },
  OPTIONS: { action: 'CHANGE', path: 'change' },
  INTERIOR: { action: 'CHANGE', path: 'change' },
  DESTINATION: { action: 'CHANGE_DESTINATION', path: 'destination' },
  BUYER: { action: 'CHANGE_BUYER', path: 'buyer' },
};

/** What can still be changed, each group with its clock. */
export function ChangeWindowsPanel({ order }: { order: Order }) {
  const { t } = useTranslation('life');
  const windows = useChangeWindows(order);
  return (
    <Panel title={t('windows')}>
      {windows.isPending && <Bones rows={5} />}
      {windows.isError && <ProblemState error={windows.error} onRetry={() => void windows.refetch()} />}
      {windows.data && (
        <ul className={styles.windows}>
          {windows.data.windows.map((window) => (
            <Row key={window.group} order={order} window={window} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Row({ order, window }: { order: Order; window: ChangeWindow }) {
  const { t } = useTranslation('life');
  const act = acts[window.group];
  const may = window.open && order.actions.includes(act.action);
  return (
    <li className={window.open ? undefined : styles.shut}>
      <b>{t(`group.${window.group}`)}</b>
      <span className={styles.clock}><Clock window={window} /></span>
      {may ? <Link to={`/orders/${order.number}/${act.path}`} aria-label={t('changeGroup', { group: t(`group.${window.group}`) })}>{t('change')}</Link> : <span />}
      {window.closings.length > 1 && <OptionClosings window={window} />}
    </li>
  );
}

function Clock({ window }: { window: ChangeWindow }) {
  const { t } = useTranslation('life');
  const name = useName();
  const { exact } = useFormat();
  const now = useNow();
  const station = window.station ? name(window.station.name) : '';
  if (!window.open) return <Tag tone="neutral">{window.reason === 'PASSED' && station ? t('closedAt', { station }) : t('closed')}</Tag>;
  const several = window.closings.filter((closing) => closing.open).length > 1;
  const until = t(several ? 'untilFrom' : 'until', { station });
  if (!window.closes_at) {
    const text = window.basis === 'HELD' ? t(several ? 'heldFrom' : 'heldClock', { station }) : window.group === 'BUYER' ? t('untilHandOver') : until;
    return <Tag tone="ok">{text}</Tag>;
  }
  const left = Math.max(0, Date.parse(window.closes_at) - now);
  return (
    <>
      <Tag tone={left < closingSoonMs ? 'warn' : 'ok'}>{t(several ? 'leftNext' : 'left', { time: timeLeft(left, t) })}</Tag>
      <small className="muted" title={`${t(`basis.${window.basis}`)} ${exact(window.closes_at)}`}>
        {`${until} · ${t('stations', { count: window.stations_left ?? 0 })}`}
      </small>
    </>
  );
}

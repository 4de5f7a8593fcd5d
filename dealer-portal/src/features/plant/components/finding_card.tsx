import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Field } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { Tag, type Tone } from '@/components/values/state_tag';
import { Ago } from '@/components/values/values';
import { hasRole, useMe } from '@/lib/session';
import { useActOn, useCloseFinding, type Finding, type FindingState } from '../api/reconciliation';
import { FindingSides } from './finding_sides';
import styles from './plant.module.css';

const tones: Record<FindingState, Tone> = { OPEN: 'warn', REPAIRED: 'ok', CLOSED: 'neutral', GONE: 'neutral' };

/** One difference: what each side says, what is proposed, and the act at hand. */
export function FindingCard({ line, finding }: { line: string; finding: Finding }) {
  const { t } = useTranslation('plant');
  const me = useMe();
  return (
    <li className={styles.finding} data-kind={finding.kind}>
      <div className={styles.findingHead}>
        <h3>{t(`finding.${finding.kind}.name`)}</h3>
        <Tag tone={tones[finding.state]}>{t(`findingState.${finding.state}`)}</Tag>
        <Names finding={finding} />
        <span className={styles.when}>{t(`source.${finding.source}`)} · <Ago at={finding.found_at} /></span>
      </div>
      <FindingSides finding={finding} />
      {finding.state === 'OPEN' ? <p>{t(`finding.${finding.kind}.act`)}</p> : <Ended finding={finding} />}
      {finding.acted > 0 && finding.acted_at && <p className="muted">{t('acted', { count: finding.acted })} <Ago at={finding.acted_at} /></p>}
      {finding.state === 'OPEN' && hasRole(me, 'PLANT_PLANNER') && <Acts line={line} finding={finding} />}
    </li>
  );
}

function Names({ finding }: { finding: Finding }) {
  // An orphan may name an order that the office has never seen.
  const known = finding.kind !== 'ORPHAN_BUILD' || finding.ours.order_number !== null;
  return (
    <span className={`mono ${styles.names}`}>
      {finding.build_id && <span>{finding.build_id}</span>}
      {finding.order_number && (known ? <Link to={`/orders/${finding.order_number}`}>{finding.order_number}</Link> : <span>{finding.order_number}</span>)}
    </span>
  );
}

function Ended({ finding }: { finding: Finding }) {
  const { t } = useTranslation('plant');
  return (
    <p className="muted">
      {t(`ended.${finding.state}`, { name: finding.ended_by ?? '' })} {finding.ended_at && <Ago at={finding.ended_at} />}
      {finding.end_reason && <> · {finding.end_reason}</>}
    </p>
  );
}

function Acts({ line, finding }: { line: string; finding: Finding }) {
  const { t } = useTranslation('plant');
  const act = useActOn(line, finding.id);
  const [closing, setClosing] = useState(false);
  return (
    <>
      <ProblemNote error={act.error} />
      {!closing && (
        <div className={styles.acts}>
          {finding.act !== 'NONE' && <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ version: finding.version })}>{t(`act.${finding.act}`)}</Button>}
          {finding.set_aside_id !== null && <Link to={`/plant/set-aside/${finding.set_aside_id}?line=${line}`}>{t('openMessage')}</Link>}
          <Button type="text" onClick={() => setClosing(true)}>{t('closeFinding')}</Button>
        </div>
      )}
      {closing && <Closing line={line} finding={finding} onLeave={() => setClosing(false)} />}
    </>
  );
}

function Closing({ line, finding, onLeave }: { line: string; finding: Finding; onLeave: () => void }) {
  const { t } = useTranslation('plant');
  const close = useCloseFinding(line, finding.id);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (reason.trim()) close.mutate({ version: finding.version, reason: reason.trim() });
  };
  return (
    <div className={styles.dismissal}>
      <Field label={t('closeReason')} hint={t('closeWill')} fault={tried && !reason.trim() ? t('needReason') : undefined}>
        {({ id, describedBy, invalid }) => <Input id={id} autoFocus aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} onPressEnter={submit} />}
      </Field>
      <ProblemNote error={close.error} />
      <div className={styles.acts}>
        <Button loading={close.isPending} onClick={submit}>{t('closeNow')}</Button>
        <Button type="text" onClick={onLeave}>{t('leaveIt')}</Button>
      </div>
    </div>
  );
}

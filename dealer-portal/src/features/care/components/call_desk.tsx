import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd, Panel } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { Tag } from '@/components/values/state_tag';
import { instantAt } from '@/lib/format';
import { useCodeWords } from '@/lib/codes';
import { useMe } from '@/lib/session';
import { useHotkeys } from '@/lib/use_hotkeys';
import { useTimeZone } from '@/lib/use_format';
import { useClaim, useRecordOutcome, type CareCall } from '../api/calls';
import { outcomeOfKey } from '../lib/outcomes';
import { CarFacts, Person, ScriptAndHistory, Why } from './call_view';
import { OutcomePanel, type OutcomeDraft } from './outcome_panel';
import styles from './care.module.css';

const blank: OutcomeDraft = { outcome: null, note: '', callBackAt: '' };

type Props = { call: CareCall; onRecorded: (call: CareCall) => void; onSkip: () => void };

export function CallDesk({ call, onRecorded, onSkip }: Props) {
  const me = useMe();
  const mine = call.state === 'CLAIMED' && call.claimed_by?.id === me.id;
  return (
    <>
      <div className={styles.stack}>
        <Person call={call} />
        <Why call={call} />
        {!mine && <NotMine call={call} />}
        <CarFacts call={call} />
      </div>
      <ScriptAndHistory call={call} />
      {mine && <Working call={call} onRecorded={onRecorded} onSkip={onSkip} />}
    </>
  );
}

function Working({ call, onRecorded, onSkip }: Props) {
  const zone = useTimeZone();
  const [draft, setDraft] = useState(blank);
  const note = useRef<HTMLTextAreaElement>(null);
  const record = useRecordOutcome(call.id, onRecorded);
  const choose = (outcome: OutcomeDraft['outcome']) => setDraft((previous) => ({ ...previous, outcome }));
  const onRecord = () => {
    if (!draft.outcome || record.isPending) return;
    const callBack = draft.outcome === 'CALL_BACK';
    if (callBack && !draft.callBackAt) return;
    record.mutate({
      version: call.version,
      outcome: draft.outcome,
      note: draft.note.trim() || undefined,
      call_back_at: callBack ? instantAt(draft.callBackAt, zone) : undefined,
    });
  };
  const digits = Object.fromEntries([...'123456789'].map((key) => [key, () => choose(outcomeOfKey(key) ?? null)]));
  useHotkeys({ ...digits, b: () => choose('BOOKED'), c: () => choose('CALL_BACK'), s: onSkip, Enter: onRecord });
  // What was said matters where somebody was reached.
  useEffect(() => {
    if (draft.outcome === 'BOOKED') note.current?.focus();
  }, [draft.outcome]);
  return <OutcomePanel draft={draft} problem={record.error} pending={record.isPending} noteRef={note} onChange={setDraft} onRecord={onRecord} onSkip={onSkip} />;
}

function NotMine({ call }: { call: CareCall }) {
  const { t } = useTranslation('care');
  const words = useCodeWords();
  const claim = useClaim();
  const onClaim = () => claim.mutate({ id: call.id, version: call.version });
  useHotkeys({ Enter: onClaim }, call.state === 'PLANNED');
  return (
    <Panel>
      <div className={styles.row}>
        {call.state === 'PLANNED' && <Button type="primary" loading={claim.isPending} onClick={onClaim}>{t('claim')} <Kbd>Enter</Kbd></Button>}
        {call.state === 'CLAIMED' && <Tag tone="warn">{t('claimedBy', { name: call.claimed_by?.name ?? '' })}</Tag>}
        {(call.state === 'DONE' || call.state === 'DROPPED') && <Tag tone={call.state === 'DONE' ? 'ok' : 'neutral'}>{call.outcome ? words('outcome', call.outcome) : t(`state.${call.state}`)}</Tag>}
        <ProblemNote error={claim.error} />
      </div>
    </Panel>
  );
}

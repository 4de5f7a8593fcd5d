import { Button, Input } from 'antd';
import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd, Panel } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { useNow } from '@/lib/clock';
import type { ApiProblem } from '@/lib/api/problem';
import { useCodeWords } from '@/lib/codes';
import { dayAt, wallAt } from '@/lib/format';
import { useTimeZone } from '@/lib/use_format';
import type { CareOutcome } from '../api/calls';
import { outcomes } from '../lib/outcomes';
import styles from './care.module.css';

export type OutcomeDraft = { outcome: CareOutcome | null; note: string; callBackAt: string };

type Props = {
  draft: OutcomeDraft;
  problem: ApiProblem | null;
  pending: boolean;
  noteRef: RefObject<HTMLTextAreaElement | null>;
  onChange: (draft: OutcomeDraft) => void;
  onRecord: () => void;
  onSkip: () => void;
};

export function OutcomePanel({ draft, problem, pending, noteRef, onChange, onRecord, onSkip }: Props) {
  const { t } = useTranslation('care');
  const words = useCodeWords();
  const follow = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (draft.outcome) follow.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [draft.outcome]);
  return (
    <Panel title={t('outcome')} aside={<Button size="small" onClick={onSkip}>{t('skip')} <Kbd>S</Kbd></Button>}>
      <div className={styles.outcomes} role="group" aria-label={t('outcome')}>
        {outcomes.map((outcome, index) => (
          <button key={outcome} type="button" className={styles.outcome} aria-pressed={draft.outcome === outcome} onClick={() => onChange({ ...draft, outcome })}>
            <Kbd>{index + 1}</Kbd>
            {words('outcome', outcome)}
          </button>
        ))}
      </div>
      {draft.outcome && (
        <div className={styles.follow} ref={follow}>
          <p role="status">{t(`will.${draft.outcome}`)}</p>
          {draft.outcome === 'CALL_BACK' && <CallBackTime value={draft.callBackAt} onChange={(callBackAt) => onChange({ ...draft, callBackAt })} />}
          <Input.TextArea
            ref={(field) => { noteRef.current = field?.resizableTextArea?.textArea ?? null; }}
            aria-label={t('note')}
            placeholder={t('notePlaceholder')}
            rows={3}
            maxLength={1000}
            value={draft.note}
            onChange={(event) => onChange({ ...draft, note: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onRecord();
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
          <ProblemNote error={problem} />
          <div className={styles.row}>
            <Button type="primary" loading={pending} disabled={draft.outcome === 'CALL_BACK' && !draft.callBackAt} onClick={onRecord}>
              {t('record')}
            </Button>
            <span className="muted"><Kbd>Enter</Kbd> {t('recordKey')}</span>
          </div>
        </div>
      )}
      {!draft.outcome && problem && <div className={styles.follow}><ProblemNote error={problem} /></div>}
    </Panel>
  );
}

function CallBackTime({ value, onChange }: { value: string; onChange: (wall: string) => void }) {
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
      <input className={styles.when} type="datetime-local" aria-label={t('callBackAt')} value={value} min={wallAt(now, zone)} onChange={(event) => onChange(event.target.value)} />
      {quick.map((choice) => (
        <Button key={choice.label} size="small" onClick={() => onChange(choice.wall)}>{choice.label}</Button>
      ))}
    </div>
  );
}

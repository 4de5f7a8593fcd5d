import { Button, Input } from 'antd';
import { lazy, Suspense, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import type { ApiProblem } from '@/lib/api/problem';
import { useCodeWords } from '@/lib/codes';
import type { CareOutcome } from '../api/calls';
import { outcomes } from '../lib/outcomes';
import styles from './care.module.css';

const CallBackTime = lazy(() => import('./call_back_time'));

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

/** The nine outcomes stay in sight below whatever is read. */
export function OutcomePanel({ draft, problem, pending, noteRef, onChange, onRecord, onSkip }: Props) {
  const { t } = useTranslation('care');
  const words = useCodeWords();
  return (
    <section className={styles.bar} aria-label={t('outcome')}>
      <div className={styles.outcomes} role="group" aria-label={t('outcome')}>
        {outcomes.map((outcome, index) => (
          <button key={outcome} type="button" className={styles.outcome} aria-pressed={draft.outcome === outcome} onClick={() => onChange({ ...draft, outcome })}>
            <Kbd>{index + 1}</Kbd>
            {words('outcome', outcome)}
          </button>
        ))}
        <button type="button" className={styles.outcome} onClick={onSkip}>
          <Kbd>S</Kbd>
          {t('skip')}
        </button>
      </div>
      {draft.outcome && (
        <div className={styles.follow}>
          <p role="status">{t(`will.${draft.outcome}`)}</p>
          {draft.outcome === 'CALL_BACK' && (
            <Suspense fallback={null}>
              <CallBackTime value={draft.callBackAt} onChange={(callBackAt) => onChange({ ...draft, callBackAt })} />
            </Suspense>
          )}
          <div className={styles.note}>
            <Input.TextArea
              ref={(field) => { noteRef.current = field?.resizableTextArea?.textArea ?? null; }}
              aria-label={t('note')}
              placeholder={t('notePlaceholder')}
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={1000}
              value={draft.note}
              onChange={(event) => onChange({ ...draft, note: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
                  event.preventDefault();
                  onRecord();
                }
                if (event.key === 'Escape') event.currentTarget.blur();
              }}
            />
            <Button type="primary" title={t('recordKey')} loading={pending} disabled={draft.outcome === 'CALL_BACK' && !draft.callBackAt} onClick={onRecord}>
              {t('record')} <Kbd>Enter</Kbd>
            </Button>
          </div>
        </div>
      )}
      <ProblemNote error={problem} />
    </section>
  );
}

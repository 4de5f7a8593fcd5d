import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Kbd, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { Day, Exact } from '@/components/values/values';
import { useCodeWords } from '@/lib/codes';
import { useName } from '@/lib/i18n';
import { useHotkeys } from '@/lib/use_hotkeys';
import { useCall, useClaimNext, useQueue, useRelease, type CareCall } from '../api/calls';
import { CallDesk } from '../components/call_desk';
import { KeysHelp } from '../components/keys_help';
import { QueueList } from '../components/queue_list';
import { SummaryStrip } from '../components/summary_strip';
import styles from '../components/care.module.css';
import '../texts';

export function Component() {
  const { t } = useTranslation('care');
  const navigate = useNavigate();
  const params = useParams();
  const id = params.id && /^\d+$/.test(params.id) ? Number(params.id) : null;
  const current = useCall(id);
  const due = useQueue('due');
  const [last, setLast] = useState<CareCall | null>(null);
  const [nothingDue, setNothingDue] = useState(false);
  const [help, setHelp] = useState(false);
  const next = useClaimNext((claimed) => {
    setNothingDue(claimed === null);
    void navigate(claimed ? `/care/calls/${claimed.id}` : '/care');
  });
  const release = useRelease();
  const onNext = () => !next.isPending && next.mutate();
  const onRecorded = (recorded: CareCall) => {
    setLast(recorded);
    next.mutate();
  };
  const onSkip = () => {
    if (id === null) return;
    const following = due.data?.items.find((item) => item.id !== id);
    release.mutate(id, { onSuccess: () => void navigate(following ? `/care/calls/${following.id}` : '/care') });
  };
  useHotkeys({ n: onNext, '?': () => setHelp(!help) });
  return (
    <>
      <PageHeader title={t('title')} lead={<SummaryStrip />}>
        {id !== null && <ButtonLink to="/care" className={styles.toQueue}>{t('toQueue')}</ButtonLink>}
        <Button onClick={() => setHelp(!help)} aria-expanded={help}>{t('keys')} <Kbd>?</Kbd></Button>
        <Button type="primary" loading={next.isPending} onClick={onNext}>{t('next')} <Kbd>N</Kbd></Button>
      </PageHeader>
      <div className={styles.stack}>
        {help && <KeysHelp />}
        {last && <LastOutcome call={last} />}
        <ProblemNote error={next.error ?? release.error} />
        <div className={styles.desk} data-on-call={id !== null || undefined}>
          <QueueList current={id} />
          {id === null && <Panel><Start nothingDue={nothingDue} onNext={onNext} /></Panel>}
          {id !== null && current.isPending && <Panel><Bones rows={10} /></Panel>}
          {id !== null && current.isError && <Panel><ProblemState error={current.error} /></Panel>}
          {id !== null && current.data && <CallDesk key={`${current.data.id}-${current.data.attempts.length}`} call={current.data} onRecorded={onRecorded} onSkip={onSkip} />}
        </div>
      </div>
    </>
  );
}

function Start({ nothingDue, onNext }: { nothingDue: boolean; onNext: () => void }) {
  const { t } = useTranslation('care');
  if (nothingDue) return <State drawing="done" title={t('nothingDue')} text={t('nothingDueText')} />;
  return (
    <div className={styles.start}>
      <h2>{t('ready')}</h2>
      <p className="muted">{t('readyText')}</p>
      <Button type="primary" size="large" onClick={onNext}>{t('nextCall')}</Button>
    </div>
  );
}

/** What came of the call just ended, while the next is already there. */
function LastOutcome({ call }: { call: CareCall }) {
  const { t } = useTranslation('care');
  const words = useCodeWords();
  const name = useName();
  const attempt = call.attempts[call.attempts.length - 1];
  const again = call.state === 'PLANNED' ? (attempt?.next_at ?? call.not_before) : null;
  return (
    <div className={styles.done} role="status">
      <b>{t('recorded', { name: call.customer.name, outcome: words('outcome', attempt?.outcome ?? call.outcome ?? '') })}</b>
      {call.follow_up ? (
        <span>{t('followUp', { rule: name(call.follow_up.rule.name) })} <Day day={call.follow_up.due_on} /></span>
      ) : again ? (
        <span>{t('again')} <Exact at={again} /></span>
      ) : (
        <span>{t('noFollowUp')}</span>
      )}
    </div>
  );
}

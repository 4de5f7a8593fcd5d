import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Facts, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState, State } from '@/components/states/states';
import { Exact } from '@/components/values/values';
import { hasRole, useMe } from '@/lib/session';
import { useOwnLines } from '../api/own_lines';
import { useSetAsideMessage, type SetAside } from '../api/set_aside';
import { MessageEditor } from '../components/message_editor';
import { laidOut } from '../components/message_text';
import { MessageTries } from '../components/message_tries';
import { useFault, useReasonAdvice } from '../components/reasons';
import { SetAsideTag } from '../components/set_aside_tag';
import styles from '../components/plant.module.css';
import '../texts';

/** One message that could not be used: why, its text to mend, and what was done about it. */
export function Component() {
  const { id = '' } = useParams();
  const { t } = useTranslation('plant');
  const { line } = useOwnLines();
  const fault = useFault();
  const message = useSetAsideMessage(line?.code ?? '', Number(id));
  return (
    <>
      <PageHeader title={message.data ? fault(message.data).kind : t('setAside')} tag={message.data && <SetAsideTag state={message.data.state} />} back={{ to: `/plant/set-aside?line=${line?.code ?? ''}`, label: t('setAside') }} />
      {message.isPending && <Panel><Bones rows={10} /></Panel>}
      {message.isError && <ProblemState error={message.error} onRetry={() => void message.refetch()} />}
      {message.data && <Message message={message.data} />}
    </>
  );
}

function Message({ message }: { message: SetAside }) {
  const { t } = useTranslation('plant');
  const me = useMe();
  const advice = useReasonAdvice();
  const fault = useFault();
  const editable = message.state === 'OPEN' && hasRole(me, 'PLANT_PLANNER');
  return (
    <div className={styles.page}>
      <div className={styles.bands}>
        {editable ? <MessageEditor key={message.version} message={message} /> : <Whole message={message} />}
      </div>
      <div className={styles.side}>
        <Panel title={t('whySetAside')}>
          <p>{advice(message.reason)}</p>
          {message.detail && <p className={styles.detail}>{fault(message).what}</p>}
        </Panel>
        <MessageTries message={message} />
        <Panel title={t('origin')}>
          <Facts
            facts={[
              { label: t('column.received'), value: <Exact at={message.received_at} seconds /> },
              { label: t('column.seen'), value: message.times_seen },
              { label: t('column.topic'), value: <span className="mono">{message.topic}</span>, wide: true },
              ...(message.message_id ? [{ label: 'BODID', value: <span className="mono">{message.message_id}</span>, wide: true }] : []),
            ]}
          />
          <details className={styles.original}><summary>{t('showRaw')}</summary><pre className={styles.raw} tabIndex={0}>{message.raw}</pre></details>
        </Panel>
      </div>
    </div>
  );
}

/** On its way, used or laid away: nothing to mend. */
function Whole({ message }: { message: SetAside }) {
  const { t } = useTranslation('plant');
  const last = message.tries.at(-1)?.mended ?? message.raw;
  return (
    <Panel>
      {message.state === 'SENT_AGAIN' && <State drawing="done" title={t('onItsWay')} text={t('onItsWayText')} />}
      {message.state === 'USED' && <State drawing="done" title={t('usedNow')} text={t('usedNowText')} />}
      {message.state === 'DISMISSED' && <State drawing="closed" title={t('dismissed', { name: message.closed_by })} text={message.close_reason} />}
      <pre className={styles.raw} tabIndex={0}>{laidOut(last)}</pre>
    </Panel>
  );
}

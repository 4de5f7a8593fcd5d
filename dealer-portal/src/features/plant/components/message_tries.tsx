import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Tag } from '@/components/values/state_tag';
import { Exact } from '@/components/values/values';
import type { SetAside } from '../api/set_aside';
import { laidOut } from './message_text';
import { useFault, type SetAsideFault } from './reasons';
import styles from './plant.module.css';

/** Each sending again, with who, when and what became of it. */
export function MessageTries({ message }: { message: SetAside }) {
  const { t } = useTranslation('plant');
  if (message.tries.length === 0) return null;
  return (
    <Panel title={t('triesTitle')}>
      <ol className={styles.list}>
        {[...message.tries].reverse().map((each) => (
          <li key={each.try_no}>
            <Outcome outcome={each.outcome} />
            <small>
              <Exact at={each.sent_at} seconds /> · {each.actor} · {each.mended === null ? t('sentAsItCame') : t('sentMended')}
            </small>
            {each.reason && <Fault fault={{ reason: each.reason, detail: each.detail ?? '' }} />}
            {each.mended !== null && <details><summary>{t('showMended')}</summary><pre className={styles.raw} tabIndex={0}>{laidOut(each.mended)}</pre></details>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Fault({ fault }: { fault: SetAsideFault }) {
  const { kind, what } = useFault()(fault);
  return (
    <>
      <div>{kind}</div>
      {what && <div className={styles.detail}>{what}</div>}
    </>
  );
}

function Outcome({ outcome }: { outcome: 'USED' | 'REFUSED' | null }) {
  const { t } = useTranslation('plant');
  if (outcome === 'USED') return <Tag tone="ok">{t('outcome.USED')}</Tag>;
  if (outcome === 'REFUSED') return <Tag tone="bad">{t('outcome.REFUSED')}</Tag>;
  return <Tag tone="accent">{t('outcome.AWAITED')}</Tag>;
}

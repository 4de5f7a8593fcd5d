import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/page/button_link';
import { Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { hasRole, useMe } from '@/lib/session';
import { usePromise, type OrderPromise } from '../api/promises';
import { EtaDates } from './eta_dates';
import { Ledger } from './ledger';
import styles from './promises.module.css';

/** What was promised, when the car comes, and how the promise got where it is. */
export function PromisePanel({ number }: { number: string }) {
  const { t } = useTranslation('promises');
  const promise = usePromise(number);
  return (
    <Panel title={t('title')}>
      {promise.isPending && <Bones rows={3} />}
      {promise.isError && <ProblemState error={promise.error} onRetry={() => void promise.refetch()} />}
      {promise.data && <Standing promise={promise.data} />}
    </Panel>
  );
}

function Standing({ promise }: { promise: OrderPromise }) {
  const me = useMe();
  const { eta, ledger } = promise;
  const open = eta !== null || promise.no_eta !== null || (ledger.length === 0 && promise.promised_date === null);
  return (
    <>
      {eta && <EtaDates p50={eta.p50_at} p90={eta.p90_at} promised={promise.promised_date} />}
      {open && <Sentence promise={promise} />}
      {promise.open_task !== null && <Risk task={promise.open_task} mayClose={hasRole(me, 'SALESPERSON', 'DEALER_MANAGER')} />}
      {ledger.length > 0 && <Ledger entries={ledger} bare={!open} />}
    </>
  );
}

/** Why it stands where it stands, in one sentence. */
function Sentence({ promise }: { promise: OrderPromise }) {
  const { t } = useTranslation('promises');
  const { eta } = promise;
  if (!eta) return <p className={styles.said}>{promise.no_eta ? t(`noEta.${promise.no_eta}`) : t('nonePromised')}</p>;
  const where = eta.phase === 'QUEUE' && eta.ahead > 0 ? t('where.QUEUE_BEHIND', { count: eta.ahead }) : t(`where.${eta.phase}`);
  const why = eta.phase !== 'QUEUE' && (eta.cause === 'HOLD' || eta.cause === 'SHORTAGE' || eta.cause === 'REWORK') ? t(`why.${eta.cause}`) : '';
  return (
    <p className={styles.said}>
      {where}
      {why}
      {promise.promised_date === null && t('promiseLater')}
    </p>
  );
}

function Risk({ task, mayClose }: { task: number; mayClose: boolean }) {
  const { t } = useTranslation('promises');
  return (
    <div className={styles.risky} role="status">
      <p>{t('riskText')}</p>
      {mayClose && <ButtonLink to={`/promise-tasks/${task}`} type="primary" size="small">{t('call')}</ButtonLink>}
    </div>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Choice, Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { EndlessFoot } from '@/components/table/endless_foot';
import { Ago, Day } from '@/components/values/values';
import { useCodeWords } from '@/lib/codes';
import { useName } from '@/lib/i18n';
import { useQueue, type QueueView } from '../api/calls';
import styles from './care.module.css';

const views: QueueView[] = ['due', 'mine', 'upcoming', 'done'];

export function QueueList({ current }: { current: number | null }) {
  const { t } = useTranslation('care');
  const name = useName();
  const words = useCodeWords();
  const [view, setView] = useState<QueueView>('due');
  const queue = useQueue(view);
  return (
    <Panel flush>
      <div className={styles.queueHead}>
        <Choice label={t('views')} value={view} onChange={setView} options={views.map((value) => ({ value, label: t(`view.${value}`) }))} />
      </div>
      {queue.isPending && <div style={{ padding: 14 }}><Bones rows={6} /></div>}
      {queue.isError && !queue.data && <ProblemState error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.data?.items.length === 0 && <p className="muted" style={{ padding: '8px 16px 16px' }}>{t(`empty.${view}`)}</p>}
      <ul className={styles.queue} aria-label={t(`view.${view}`)}>
        {queue.data?.items.map((item) => (
          <li key={item.id}>
            <Link to={`/care/calls/${item.id}`} className={styles.item} aria-current={item.id === current}>
              <b>
                {item.customer_name}
                {item.overdue_days > 0 && view !== 'done' && <span className={styles.overdue}>{t('overdueDays', { count: item.overdue_days })}</span>}
              </b>
              <small>
                <span>{name(item.rule.name)}</span>
                {item.outcome ? <span>{words('outcome', item.outcome)}</span> : item.not_before && view !== 'done' ? <Ago at={item.not_before} /> : <Day day={item.due_on} />}
              </small>
              <small>
                <span>{name(item.model_name)}</span>
                {item.claimed_by && <span>{item.claimed_by}</span>}
              </small>
            </Link>
          </li>
        ))}
        {(queue.data?.items.length ?? 0) > 0 && <li><EndlessFoot query={queue} count={queue.data?.items.length ?? 0} /></li>}
      </ul>
    </Panel>
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bones, ProblemState } from '@/components/states/states';
import type { OrderState } from '@/lib/api/types';
import { useFormat } from '@/lib/use_format';
import { usePipeline } from '../api/orders';
import styles from './orders.module.css';

const open: OrderState[] = ['WAITING', 'ACCEPTED', 'RELEASED', 'SCHEDULED', 'IN_PRODUCTION', 'BUILT', 'IN_YARD', 'IN_TRANSIT', 'ARRIVED'];

/** From pale to full: the further along, the stronger. */
const strength = (index: number) => `color-mix(in srgb, var(--accent) ${20 + index * 10}%, var(--surface))`;

/** All open orders by stage, as one bar. */
export function PipelineBar() {
  const { t } = useTranslation(['orders', 'common']);
  const { count } = useFormat();
  const pipeline = usePipeline();
  if (pipeline.isPending) return <Bones rows={3} />;
  if (pipeline.isError) return <ProblemState error={pipeline.error} onRetry={() => void pipeline.refetch()} />;
  const stages = open.map((state, index) => ({
    state,
    colour: strength(index),
    count: pipeline.data.counts.find((entry) => entry.state === state)?.count ?? 0,
    capped: pipeline.data.counts.some((entry) => entry.state === state && entry.capped),
  }));
  const shown = (stage: (typeof stages)[number]) => (stage.capped ? t('capped', { count: stage.count, number: count(stage.count) }) : count(stage.count));
  return (
    <>
      <div className={styles.pipeline} aria-hidden>
        {stages
          .filter((stage) => stage.count > 0)
          .map((stage) => (
            <span key={stage.state} className={styles.stage} style={{ flexGrow: stage.count, background: stage.colour }} />
          ))}
      </div>
      <ul className={styles.legend} aria-label={t('pipeline')}>
        {stages.map((stage) => (
          <li key={stage.state}>
            <Link to={`/orders?state=${stage.state}`}>
              <i style={{ background: stage.colour }} aria-hidden />
              <span>{t(`common:orderState.${stage.state}`)}</span>
              <b>{shown(stage)}</b>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

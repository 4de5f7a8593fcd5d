import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page/page';
import { State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import { Exact } from '@/components/values/values';
import { useLine } from '@/lib/lines';
import { useSetAside, type SetAside } from '../api/line';
import { useReason } from '../components/reasons';
import styles from '../components/plant.module.css';

/** Messages of the line that could not be used, kept whole, with the reason. */
export function Component() {
  const { t } = useTranslation('plant');
  const reason = useReason();
  const line = useLine();
  const messages = useSetAside(line?.code ?? '');
  const columns: Column<SetAside>[] = [
    { key: 'received', title: t('column.received'), render: (row) => <Exact at={row.received_at} seconds />, text: (row) => row.received_at },
    { key: 'reason', title: t('column.reason'), render: (row) => <><b>{reason(row.reason)}</b><div className="muted" style={{ maxWidth: 380, whiteSpace: 'normal' }}>{row.detail}</div></>, text: (row) => `${row.reason} ${row.detail}` },
    { key: 'topic', title: t('column.topic'), render: (row) => <span className="mono" style={{ overflowWrap: 'anywhere', display: 'inline-block', maxWidth: 320, whiteSpace: 'normal' }}>{row.topic}</span>, text: (row) => row.topic },
    { key: 'seen', title: t('column.seen'), align: 'right', render: (row) => row.times_seen, text: (row) => String(row.times_seen) },
    { key: 'raw', title: t('column.raw'), render: (row) => <details><summary>{t('showRaw')}</summary><pre className={styles.raw} tabIndex={0}>{row.raw}</pre></details>, text: (row) => row.raw },
  ];
  return (
    <>
      <PageHeader title={t('setAside')} lead={t('setAsideLead')} />
      <EndlessTable name="set-aside" label={t('setAside')} columns={columns} query={messages} rowKey={(row) => row.id} empty={<State drawing="done" title={t('noneSetAside')} text={t('noneSetAsideText')} />} />
    </>
  );
}

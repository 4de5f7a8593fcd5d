import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { PageHeader } from '@/components/page/page';
import { ProblemState, State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import { Tag } from '@/components/values/state_tag';
import { Ago, Day, Nothing } from '@/components/values/values';
import { useCodeWords } from '@/lib/codes';
import { dayAt } from '@/lib/format';
import { useName } from '@/lib/i18n';
import { useTimeZone } from '@/lib/use_format';
import { useHolds, useLiveHolds, type Hold } from '../api/holds';
import { useOwnLines } from '../api/own_lines';
import { LineChoice } from '../components/line_choice';
import styles from '../components/plant.module.css';
import '../texts';

/** The car comes, as likely as not, after the day that the buyer was told. */
const late = (hold: Hold, zone: string) => hold.promised_date !== null && hold.forecast !== null && dayAt(hold.forecast.p50_at, zone) > hold.promised_date;

/** Every held car, the longest held first. */
export function Component() {
  const { t } = useTranslation('plant');
  const navigate = useNavigate();
  const { lines, line } = useOwnLines();
  const holds = useHolds(line?.code ?? '');
  useLiveHolds(holds.isSuccess ? (line?.code ?? '') : '');
  const columns = useColumns();
  return (
    <>
      <PageHeader title={t('holds')} lead={t('holdsLead')}>
        <LineChoice />
      </PageHeader>
      {lines.isError ? (
        <ProblemState error={lines.error} onRetry={() => void lines.refetch()} />
      ) : (
        <EndlessTable
          name="holds"
          label={t('holds')}
          columns={columns}
          query={holds}
          rowKey={(row) => row.build_id}
          onOpen={(row) => void navigate(`/orders/${row.order_number}`)}
          empty={<State drawing="done" title={t('noneHeldTitle')} text={t('noneHeldText')} />}
        />
      )}
    </>
  );
}

function useColumns(): Column<Hold>[] {
  const { t } = useTranslation('plant');
  const name = useName();
  const words = useCodeWords();
  const zone = useTimeZone();
  const reason = (row: Hold) => words('hold', row.reason ?? 'UNKNOWN');
  return [
    { key: 'since', title: t('column.since'), render: (row) => <b><Ago at={row.since} /></b>, text: (row) => row.since },
    { key: 'reason', title: t('column.reason'), render: (row) => <><Tag tone="warn">{reason(row)}</Tag>{row.pass_no > 1 && <div className={styles.small}>{t('pass', { pass: row.pass_no })}</div>}</>, text: reason },
    { key: 'part', title: t('column.part'), render: (row) => (row.part_no ? <span className="mono">{row.part_no}</span> : <Nothing />), text: (row) => row.part_no ?? '' },
    { key: 'station', title: t('column.station'), render: (row) => <>{name(row.station_name)}<div className={`${styles.small} mono`}>{row.station}</div></>, text: (row) => row.station },
    { key: 'car', title: t('column.car'), render: (row) => <><Link to={`/orders/${row.order_number}`} className="mono">{row.build_id}</Link><div className={styles.small}>{name(row.model_name)}</div></>, text: (row) => row.build_id },
    { key: 'order', title: t('column.order'), render: (row) => <><span className="mono">{row.order_number}</span><div className={styles.small}>{name(row.dealer.name)} · {t(`kind.${row.order_kind}`)}</div></>, text: (row) => row.order_number },
    {
      key: 'promised',
      title: t('column.promised'),
      render: (row) => (
        <>
          <Day day={row.promised_date} />
          {late(row, zone) ? <div><Tag tone="bad">{t('comesLate')}</Tag></div> : row.forecast && <div className={styles.small}>{t('likely')} <Day day={dayAt(row.forecast.p50_at, zone)} /></div>}
        </>
      ),
      text: (row) => row.promised_date ?? '',
    },
  ];
}

import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Facts, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemState, State } from '@/components/states/states';
import table from '@/components/table/table.module.css';
import { Exact, Nothing, Vin } from '@/components/values/values';
import type { Schemas } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { useCarGenealogy, type PartRecord } from '../api/genealogy';
import '../texts';
import styles from '../components/materials.module.css';

/** All that went into one car, in the order in which the line said it. */
export function Component() {
  const { car = '' } = useParams();
  const { t } = useTranslation('materials');
  const found = useCarGenealogy(car);
  return (
    <>
      <PageHeader title={t('carGenealogy', { car })} back={{ to: '/plant/genealogy', label: t('genealogy') }} />
      {found.isPending && <Panel><Bones rows={10} /></Panel>}
      {found.isError && <ProblemState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Parts car={found.data} />}
    </>
  );
}

function Parts({ car }: { car: Schemas['CarGenealogy'] }) {
  const { t } = useTranslation('materials');
  return (
    <div className={styles.stack}>
      <Panel>
        <Facts
          facts={[
            { label: t('column.buildId'), value: <span className="mono">{car.build_id}</span> },
            { label: t('column.order'), value: <Link className="mono" to={`/orders/${car.order_number}`}>{car.order_number}</Link> },
            { label: t('column.vin'), value: car.vin ? <Vin vin={car.vin} /> : <Nothing />, wide: true },
            { label: t('column.state'), value: t(`buildState.${car.state}`) },
            { label: t('column.started'), value: car.started_at ? <Exact at={car.started_at} /> : <Nothing /> },
          ]}
        />
      </Panel>
      {car.parts.length === 0 ? <State drawing="empty" title={t('noParts')} text={t('noPartsText')} /> : <PartTable parts={car.parts} />}
    </div>
  );
}

function PartTable({ parts }: { parts: PartRecord[] }) {
  const { t } = useTranslation('materials');
  const name = useName();
  return (
    <Panel flush>
      <div className={table.scroll}>
        <table className={table.table} aria-label={t('parts')}>
          <thead>
            <tr>
              <th scope="col">{t('column.part')}</th>
              <th scope="col">{t('column.lotOrSerial')}</th>
              <th scope="col" className="num">{t('column.quantity')}</th>
              <th scope="col">{t('column.station')}</th>
              <th scope="col">{t('column.at')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part, index) => (
              <tr key={index}>
                <td>{part.part_name && <div>{name(part.part_name)}</div>}<span className={part.part_name ? `${styles.small} mono` : 'mono'}>{part.part_no}</span></td>
                <td className="mono">{part.lot ?? part.serial ?? <Nothing />}</td>
                <td className="num">{Number(part.quantity)}</td>
                <td>{name(part.station_name)}<div className={styles.small}><span className="mono">{part.station}</span>{part.pass_no > 1 && <> · {t('pass', { pass: part.pass_no })}</>}</div></td>
                <td><Exact at={part.at} seconds /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

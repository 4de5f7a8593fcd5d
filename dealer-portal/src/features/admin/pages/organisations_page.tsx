import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page/page';
import { State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import type { Organisation } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { useFilter } from '@/lib/use_filter';
import { useOrganisations, type OrganisationKind } from '../api/admin';
import '../texts';

const kinds: OrganisationKind[] = ['MAKER', 'REGION', 'DEALER', 'SERVICE_STATION', 'PLANT', 'CARE_CENTRE'];

export function Component() {
  const { t } = useTranslation(['admin', 'common']);
  const name = useName();
  const [kind, setKind] = useFilter('kind', kinds);
  const organisations = useOrganisations(kind);
  const columns: Column<Organisation>[] = [
    { key: 'name', title: t('column.organisation'), render: (row) => <b style={{ fontWeight: 550 }}>{name(row.name)}</b>, text: (row) => name(row.name) },
    { key: 'code', title: t('column.code'), render: (row) => <span className="mono">{row.code}</span>, text: (row) => row.code },
    { key: 'kind', title: t('column.kind'), render: (row) => t(`common:organisationKind.${row.kind}`), text: (row) => t(`common:organisationKind.${row.kind}`) },
    { key: 'city', title: t('column.city'), render: (row) => name(row.city), text: (row) => name(row.city) },
    { key: 'zone', title: t('column.zone'), render: (row) => row.time_zone, text: (row) => row.time_zone },
  ];
  return (
    <>
      <PageHeader title={t('organisations')} />
      <EndlessTable
        name="organisations"
        label={t('organisations')}
        columns={columns}
        query={organisations}
        rowKey={(row) => row.id}
        filters={<Select aria-label={t('filterKind')} style={{ minWidth: 160 }} value={kind ?? ''} onChange={(value: OrganisationKind | '') => setKind(value || undefined)} options={[{ value: '' as OrganisationKind | '', label: t('allKinds') }, ...kinds.map((value) => ({ value, label: t(`common:organisationKind.${value}`) }))]} />}
        empty={<State drawing="empty" title={t('noOrganisation')} />}
      />
    </>
  );
}

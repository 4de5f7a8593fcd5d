import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page/page';
import { State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import { PlainSelect } from '@/components/table/plain_select';
import { Tag } from '@/components/values/state_tag';
import type { Role } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { useFilter } from '@/lib/use_filter';
import { usePeople, type Person } from '../api/admin';
import '../texts';

const roles: Role[] = ['SALESPERSON', 'DEALER_MANAGER', 'REGIONAL_MANAGER', 'SERVICE_ADVISER', 'TECHNICIAN', 'STATION_MANAGER', 'CARE_AGENT', 'CUSTOMER_MANAGER', 'CARE_LEAD', 'TECHNICAL_ENGINEER', 'PLANT_PLANNER', 'ADMINISTRATOR', 'AUDITOR'];

export function Component() {
  const { t } = useTranslation(['admin', 'common']);
  const name = useName();
  const [role, setRole] = useFilter('role', roles);
  const people = usePeople(role);
  const roleNames = (person: Person) => person.roles.map((each) => t(`common:role.${each}`)).join(t('listComma'));
  const columns: Column<Person>[] = [
    { key: 'name', title: t('column.name'), render: (row) => <b style={{ fontWeight: 550 }}>{row.name}</b>, text: (row) => row.name },
    { key: 'signIn', title: t('column.signIn'), render: (row) => <span className="mono">{row.sign_in_name}</span>, text: (row) => row.sign_in_name },
    { key: 'roles', title: t('column.roles'), render: roleNames, text: roleNames },
    { key: 'organisation', title: t('column.organisation'), render: (row) => name(row.organisation_name), text: (row) => name(row.organisation_name) },
    { key: 'active', title: t('column.state'), render: (row) => <Tag tone={row.active ? 'ok' : 'neutral'}>{t(row.active ? 'active' : 'inactive')}</Tag>, text: (row) => t(row.active ? 'active' : 'inactive') },
  ];
  return (
    <>
      <PageHeader title={t('people')} />
      <EndlessTable
        name="people"
        label={t('people')}
        columns={columns}
        query={people}
        rowKey={(row) => row.id}
        filters={<PlainSelect label={t('filterRole')} value={role} onChange={setRole} all={t('allRoles')} options={roles.map((value) => ({ value, label: t(`common:role.${value}`) }))} />}
        empty={<State drawing="empty" title={t('nobody')} />}
      />
    </>
  );
}

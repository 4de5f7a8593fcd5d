import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { PageHeader } from '@/components/page/page';
import { State } from '@/components/states/states';
import { EndlessTable, type Column } from '@/components/table/endless_table';
import { Tag } from '@/components/values/state_tag';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';
import { useFormat } from '@/lib/use_format';
import { useStaff, type Holdings, type Staff } from '../api/staff';
import '../texts';

/** Who works at the dealer, who has left, and what hangs on each. */
export function Component() {
  const { t } = useTranslation(['staff', 'common']);
  const navigate = useNavigate();
  const name = useName();
  const { count } = useFormat();
  const manyDealers = hasRole(useMe(), 'ADMINISTRATOR', 'AUDITOR');
  const [active, setActive] = useFilter('active', ['true', 'false']);
  const people = useStaff(undefined, active);
  const roles = (row: Staff) => row.roles.map((role) => t(`common:role.${role}`)).join(t('listComma'));
  const figure = (key: keyof Holdings): Column<Staff> => ({ key, title: t(`holding.${key}`), align: 'right', render: (row) => (row.holdings[key] > 0 ? count(row.holdings[key]) : <span className="muted">{count(0)}</span>), text: (row) => String(row.holdings[key]) });
  const columns: Column<Staff>[] = [
    { key: 'name', title: t('column.name'), render: (row) => <Link to={`/staff/${row.id}`} style={{ fontWeight: 550 }}>{row.name}</Link>, text: (row) => row.name },
    ...(manyDealers ? [{ key: 'dealer', title: t('column.dealer'), render: (row: Staff) => name(row.organisation_name), text: (row: Staff) => name(row.organisation_name) }] : []),
    { key: 'roles', title: t('column.roles'), render: roles, text: roles },
    { key: 'state', title: t('column.state'), render: (row) => <Tag tone={row.active ? 'ok' : 'neutral'}>{t(row.active ? 'here' : 'left')}</Tag>, text: (row) => t(row.active ? 'here' : 'left') },
    figure('orders'), figure('drafts'), figure('quotes'), figure('customers'), figure('tasks'),
  ];
  return (
    <>
      <PageHeader title={t('staff')} lead={t('lead')} />
      <EndlessTable
        name="staff"
        label={t('staff')}
        columns={columns}
        query={people}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/staff/${row.id}`)}
        filters={<Select aria-label={t('filterActive')} style={{ minWidth: 150 }} value={active ?? ''} onChange={(value: string) => setActive(value === '' ? undefined : (value as 'true' | 'false'))} options={[{ value: '', label: t('all') }, { value: 'true', label: t('here') }, { value: 'false', label: t('left') }]} />}
        empty={<State drawing="empty" title={t('nobody')} />}
      />
    </>
  );
}

import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { PageHeader } from '@/components/page/page';
import { State } from '@/components/states/states';
import { EndlessTable } from '@/components/table/endless_table';
import type { OrderState } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';
import { useLiveOrders } from '../api/live';
import { orderStates, useDealers, useOrders } from '../api/orders';
import { useOrderColumns } from '../components/order_columns';

export function Component() {
  const { t } = useTranslation(['orders', 'common']);
  const navigate = useNavigate();
  const me = useMe();
  const name = useName();
  const manyDealers = hasRole(me, 'REGIONAL_MANAGER', 'PLANT_PLANNER', 'ADMINISTRATOR', 'AUDITOR');
  const seller = hasRole(me, 'SALESPERSON', 'DEALER_MANAGER');
  const [state, setState] = useFilter('state', orderStates);
  const [dealer, setDealer] = useFilter('dealer');
  const orders = useOrders({ state, dealer: dealer ? Number(dealer) : undefined });
  const dealers = useDealers(manyDealers);
  const columns = useOrderColumns(manyDealers);
  useLiveOrders();
  const filtered = Boolean(state || dealer);
  return (
    <>
      <PageHeader title={t('orders')}>
        {seller && (
          <ButtonLink to="/orders/new" type="primary" icon={<PlusOutlined />}>{t('common:shell.page.newOrder')}</ButtonLink>
        )}
      </PageHeader>
      <EndlessTable
        name="orders"
        label={t('orders')}
        columns={columns}
        query={orders}
        rowKey={(row) => row.number}
        onOpen={(row) => void navigate(`/orders/${row.number}`)}
        filters={
          <>
            <Select
              aria-label={t('filterState')}
              style={{ minWidth: 150 }}
              value={state ?? ''}
              onChange={(value: OrderState | '') => setState(value || undefined)}
              options={[{ value: '' as OrderState | '', label: t('allStates') }, ...orderStates.map((value) => ({ value, label: t(`common:orderState.${value}`) }))]}
            />
            {manyDealers && (
              <Select
                aria-label={t('filterDealer')}
                style={{ minWidth: 180 }}
                showSearch={{ optionFilterProp: 'label' }}
                value={dealer ?? ''}
                onChange={(value) => setDealer(value || undefined)}
                options={[{ value: '', label: t('allDealers') }, ...(dealers.data?.items ?? []).map((item) => ({ value: String(item.id), label: name(item.name) }))]}
              />
            )}
          </>
        }
        empty={
          <State drawing="empty" title={filtered ? t('noMatches') : t('noOrders')} text={filtered ? t('noMatchesText') : t('noOrdersText')}>
            {filtered && <Button onClick={() => void navigate('/orders')}>{t('clearFilters')}</Button>}
          </State>
        }
      />
    </>
  );
}

import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { PageHeader } from '@/components/page/page';
import { ProblemNote, State } from '@/components/states/states';
import { EndlessTable } from '@/components/table/endless_table';
import { useModels } from '@/features/configurator';
import type { OrderState } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useDebounced } from '@/lib/use_debounced';
import { useFilter, useFilters } from '@/lib/use_filter';
import { useLiveOrders } from '../api/live';
import { useSeenAll } from '../api/looks';
import { orderStates, useDealers, useOrders } from '../api/orders';
import { useOrderColumns } from '../components/order_columns';

/** What the address narrows the list to. */
function useOrderFilters() {
  const [states, setStates] = useFilters('state', orderStates);
  const [dealer, setDealer] = useFilter('dealer');
  const [customer, setCustomer] = useFilter('customer');
  const [salesperson, setSalesperson] = useFilter('salesperson');
  const [model, setModel] = useFilter('model');
  const [number, setNumber] = useFilter('number');
  const [held, setHeld] = useFilter('held', ['true']);
  const [changed, setChanged] = useFilter('changed', ['true']);
  const [toSignOff, setToSignOff] = useFilter('to_sign_off', ['true']);
  const filtered = states.length > 0 || Boolean(dealer || customer || salesperson || model || number || held || changed || toSignOff);
  return { states, setStates, dealer, setDealer, customer, setCustomer, salesperson, setSalesperson, model, setModel, number, setNumber, held, setHeld, changed, setChanged, toSignOff, setToSignOff, filtered };
}

export function Component() {
  const { t } = useTranslation(['orders', 'common']);
  const navigate = useNavigate();
  const me = useMe();
  const manyDealers = hasRole(me, 'REGIONAL_MANAGER', 'PLANT_PLANNER', 'ADMINISTRATOR', 'AUDITOR');
  const seller = hasRole(me, 'SALESPERSON', 'DEALER_MANAGER');
  const filter = useOrderFilters();
  const orders = useOrders({
    states: filter.states,
    dealer: filter.dealer ? Number(filter.dealer) : undefined,
    customer: filter.customer ? Number(filter.customer) : undefined,
    salesperson: filter.salesperson ? Number(filter.salesperson) : undefined,
    model: filter.model,
    number: useDebounced(filter.number?.trim().toUpperCase(), 200) || undefined,
    held: filter.held === 'true',
    changed: seller && filter.changed === 'true',
    toSignOff: filter.toSignOff === 'true',
  });
  const inLine = filter.states.length === 1 && filter.states[0] === 'WAITING' && !filter.held && !filter.toSignOff && !(seller && filter.changed);
  const columns = useOrderColumns(manyDealers, inLine);
  useLiveOrders();
  return (
    <>
      <PageHeader title={t('orders')} lead={inLine ? t('inLine') : undefined}>
        {seller && (
          <ButtonLink to="/orders/new" type="primary" icon={<PlusOutlined />}>{t('common:shell.page.newOrder')}</ButtonLink>
        )}
      </PageHeader>
      <EndlessTable
        name={inLine ? 'orders-in-line' : 'orders'}
        label={t('orders')}
        columns={columns}
        query={orders}
        rowKey={(row) => row.number}
        onOpen={(row) => void navigate(`/orders/${row.number}`)}
        filters={<Filters filter={filter} manyDealers={manyDealers} />}
        empty={
          <State drawing="empty" title={filter.filtered ? t('noMatches') : t('noOrders')} text={filter.filtered ? t('noMatchesText') : t('noOrdersText')}>
            {filter.filtered && <Button onClick={() => void navigate('/orders')}>{t('clearFilters')}</Button>}
          </State>
        }
      />
    </>
  );
}

function Filters({ filter, manyDealers }: { filter: ReturnType<typeof useOrderFilters>; manyDealers: boolean }) {
  const { t } = useTranslation(['orders', 'common', 'life', 'asBuilt']);
  const name = useName();
  const dealers = useDealers(manyDealers);
  const models = useModels();
  // One model of several years is one car to whoever looks for it.
  const codes = [...new Map((models.data?.items ?? []).map((model) => [model.code, name(model.name)])).entries()];
  return (
    <>
      <Input aria-label={t('life:filterNumber')} placeholder={t('life:filterNumber')} style={{ width: 160 }} maxLength={40} allowClear value={filter.number ?? ''} onChange={(event) => filter.setNumber(event.target.value || undefined)} />
      <Select
        mode="multiple"
        aria-label={t('filterState')}
        placeholder={t('allStates')}
        style={{ minWidth: 150, maxWidth: 320 }}
        maxTagCount="responsive"
        allowClear
        value={filter.states}
        onChange={(values: OrderState[]) => filter.setStates(values)}
        options={orderStates.map((value) => ({ value, label: t(`common:orderState.${value}`) }))}
      />
      <Select
        aria-label={t('life:filterModel')}
        style={{ minWidth: 130 }}
        value={filter.model ?? ''}
        onChange={(value) => filter.setModel(value || undefined)}
        options={[{ value: '', label: t('life:allModelsFilter') }, ...codes.map(([value, label]) => ({ value, label }))]}
      />
      {manyDealers && (
        <Select
          aria-label={t('filterDealer')}
          style={{ minWidth: 160 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={filter.dealer ?? ''}
          onChange={(value) => filter.setDealer(value || undefined)}
          options={[{ value: '', label: t('allDealers') }, ...(dealers.data?.items ?? []).map((item) => ({ value: String(item.id), label: name(item.name) }))]}
        />
      )}
      <Checkbox checked={filter.held === 'true'} onChange={(event) => filter.setHeld(event.target.checked ? 'true' : undefined)}>{t('life:filterHeld')}</Checkbox>
      {!manyDealers && <Changed filter={filter} />}
      {filter.toSignOff && <Button onClick={() => filter.setToSignOff(undefined)}>{`${t('asBuilt:filter')} ×`}</Button>}
      {filter.customer && <Button onClick={() => filter.setCustomer(undefined)}>{`${t('life:oneBuyer')} ×`}</Button>}
      {filter.salesperson && <Button onClick={() => filter.setSalesperson(undefined)}>{`${t('life:oneSalesperson')} ×`}</Button>}
    </>
  );
}

/** What is news to this person, and that it has all been seen. */
function Changed({ filter }: { filter: ReturnType<typeof useOrderFilters> }) {
  const { t } = useTranslation('looks');
  const seen = useSeenAll();
  return (
    <>
      <Checkbox checked={filter.changed === 'true'} onChange={(event) => filter.setChanged(event.target.checked ? 'true' : undefined)}>{t('filter')}</Checkbox>
      {filter.changed && <Button size="small" loading={seen.isPending} onClick={() => seen.mutate()}>{t('seenAll')}</Button>}
      <ProblemNote error={seen.error} />
    </>
  );
}

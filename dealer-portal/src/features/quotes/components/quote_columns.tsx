import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@/components/table/endless_table';
import { Ago, Day, Money, Nothing } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import type { QuoteSummary } from '../api/quotes';
import { QuoteStateTag } from './quote_state_tag';

export function useQuoteColumns(withDealer: boolean): Column<QuoteSummary>[] {
  const { t } = useTranslation('quotes');
  const name = useName();
  const dealer: Column<QuoteSummary> = { key: 'dealer', title: t('column.dealer'), render: (row) => name(row.dealer.name), text: (row) => name(row.dealer.name) };
  const car = (row: QuoteSummary) => `${name(row.model_name)} ${row.model_year}`;
  return [
    { key: 'number', title: t('column.number'), render: (row) => <Link to={`/quotes/${row.number}`} className="mono nowrap">{row.number}</Link>, text: (row) => row.number },
    { key: 'customer', title: t('column.customer'), render: (row) => row.customer_name, text: (row) => row.customer_name },
    ...(withDealer ? [dealer] : []),
    { key: 'car', title: t('column.car'), render: (row) => <span className="nowrap">{car(row)}</span>, text: car },
    { key: 'state', title: t('column.state'), render: (row) => <QuoteStateTag state={row.state} />, text: (row) => t(`state.${row.state}`) },
    { key: 'list', title: t('column.list'), align: 'right', render: (row) => <Money amount={row.list_price} currency={row.currency} />, text: (row) => row.list_price },
    { key: 'discount', title: t('column.discount'), align: 'right', render: (row) => (Number(row.discount) === 0 ? <Nothing /> : <Money amount={row.discount} currency={row.currency} />), text: (row) => row.discount },
    { key: 'price', title: t('column.price'), align: 'right', render: (row) => <Money amount={row.price} currency={row.currency} />, text: (row) => row.price },
    { key: 'valid', title: t('column.valid'), align: 'right', render: (row) => <Day day={row.valid_until} />, text: (row) => row.valid_until },
    { key: 'salesperson', title: t('column.salesperson'), render: (row) => <span className="nowrap">{row.salesperson.name}</span>, text: (row) => row.salesperson.name },
    { key: 'made', title: t('column.made'), align: 'right', hidden: withDealer, render: (row) => <Ago at={row.created_at} />, text: (row) => row.created_at },
    { key: 'order', title: t('column.order'), hidden: true, render: (row) => (row.order_number ? <Link to={`/orders/${row.order_number}`} className="mono nowrap">{row.order_number}</Link> : <Nothing />), text: (row) => row.order_number ?? '' },
  ];
}

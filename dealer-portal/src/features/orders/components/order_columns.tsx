import { WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ThinRibbon } from '@/components/ribbon/thin_ribbon';
import type { Column } from '@/components/table/endless_table';
import { OrderStateTag } from '@/components/values/state_tag';
import { Ago, Day, Money, Nothing, Swatch, Vin } from '@/components/values/values';
import type { OrderSummary } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { useLine } from '@/lib/lines';
import { ChangedMark } from './changed_mark';
import styles from './orders.module.css';

export function useOrderColumns(withDealer: boolean, inLine = false): Column<OrderSummary>[] {
  const { t } = useTranslation(['orders', 'common']);
  const name = useName();
  const stations = useLine()?.stations ?? [];
  const dealer: Column<OrderSummary> = { key: 'dealer', title: t('column.dealer'), render: (row) => <span className={styles.dealer}>{name(row.dealer.name)}</span>, text: (row) => name(row.dealer.name) };
  const place: Column<OrderSummary> = { key: 'place', title: t('column.place'), align: 'right', width: 90, render: (row) => (row.waiting_position === null ? <Nothing /> : <b>{row.waiting_position}</b>), text: (row) => String(row.waiting_position ?? '') };
  return [
    ...(inLine ? [place] : []),
    { key: 'number', title: t('column.number'), render: (row) => <span className="nowrap"><ChangedMark changed={row.changed} /><Link to={`/orders/${row.number}`} className="mono">{row.number}</Link></span>, text: (row) => row.number },
    { key: 'customer', title: t('column.customer'), render: (row) => <span className={styles.name} title={row.customer_name ?? undefined}>{row.customer_name ?? <span className="muted">{t(`kind.${row.kind}`)}</span>}</span>, text: (row) => row.customer_name ?? t(`kind.${row.kind}`) },
    ...(withDealer ? [dealer] : []),
    { key: 'car', title: t('column.car'), render: (row) => <Car row={row} />, text: (row) => `${name(row.model_name)} ${name(row.colour.name)}` },
    { key: 'state', title: t('column.state'), render: (row) => <OrderStateTag state={row.state} held={row.held} />, text: (row) => t(`common:orderState.${row.state}`) },
    { key: 'way', title: t('column.way'), width: 130, render: (row) => <ThinRibbon stations={stations} state={row.state} station={row.station} held={row.held} /> },
    { key: 'requested', title: t('column.requested'), align: 'right', render: (row) => <Day day={row.requested_date} />, text: (row) => row.requested_date },
    { key: 'promised', title: t('column.promised'), align: 'right', render: (row) => <Promised row={row} />, text: (row) => row.promised_date ?? '' },
    { key: 'price', title: t('column.price'), align: 'right', render: (row) => <Money amount={row.price} currency={row.currency} />, text: (row) => row.price },
    { key: 'placed', title: t('column.placed'), align: 'right', hidden: withDealer, render: (row) => <Ago at={row.placed_at} />, text: (row) => row.placed_at },
    { key: 'build', title: t('column.build'), hidden: true, render: (row) => (row.build_id ? <span className="mono">{row.build_id}</span> : <Nothing />), text: (row) => row.build_id ?? '' },
    { key: 'vin', title: t('common:vin'), hidden: true, render: (row) => (row.vin ? <Vin vin={row.vin} copy={false} /> : <Nothing />), text: (row) => row.vin ?? '' },
  ];
}

function Car({ row }: { row: OrderSummary }) {
  const name = useName();
  return (
    <span className={styles.carCell}>
      <Swatch colour={row.colour.swatch} />
      <span>{name(row.model_name)}<small>{name(row.colour.name)}</small></span>
    </span>
  );
}

function Promised({ row }: { row: OrderSummary }) {
  const { t } = useTranslation('orders');
  const late = row.promised_date !== null && row.promised_date > row.requested_date && row.state !== 'DELIVERED';
  if (row.at_risk) {
    return (
      <span className={styles.risk} title={t('atRisk')}>
        <WarningFilled aria-hidden /> <Day day={row.promised_date} /><span className="sr-only">{t('atRisk')}</span>
      </span>
    );
  }
  return (
    <span style={late ? { color: 'var(--warn)', fontWeight: 550 } : undefined} title={late ? t('laterThanAsked') : undefined}>
      <Day day={row.promised_date} />
      {late && <span className="sr-only">{t('laterThanAsked')}</span>}
    </span>
  );
}

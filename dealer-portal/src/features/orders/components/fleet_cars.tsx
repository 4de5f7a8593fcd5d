import { useTranslation } from 'react-i18next';
import table from '@/components/table/table.module.css';
import type { OrderSummary } from '@/lib/api/types';
import { useOrderColumns } from './order_columns';

const keys = ['number', 'car', 'state', 'way', 'build', 'vin', 'promised', 'price'];

/** The cars of one fleet order: where each stands, when it is promised, by which number the plant knows it. */
export function FleetCars({ rows, onOpen }: { rows: OrderSummary[]; onOpen: (row: OrderSummary) => void }) {
  const { t } = useTranslation('life');
  const all = useOrderColumns(false);
  const columns = keys.flatMap((key) => all.find((column) => column.key === key) ?? []);
  const right = (align?: string) => (align === 'right' ? 'num' : undefined);
  return (
    <div className={table.scroll}>
      <table className={table.table} aria-label={t('cars')}>
        <thead>
          <tr>{columns.map((column) => <th key={column.key} scope="col" className={right(column.align)} style={{ width: column.width }}>{column.title}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number} className={table.openable} onClick={(event) => event.target instanceof Element && !event.target.closest('a,button') && onOpen(row)}>
              {columns.map((column) => <td key={column.key} className={right(column.align)}>{column.render(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

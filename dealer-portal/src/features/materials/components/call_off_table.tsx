import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import table from '@/components/table/table.module.css';
import { useFormat } from '@/lib/use_format';
import styles from './materials.module.css';

const atATime = 200;

type Props<Row> = { label: string; columns: { title: string; number?: boolean }[]; rows: Row[]; children: (row: Row) => ReactNode };

/** A call-off has thousands of lines: so many are shown at once, and more when asked for. */
export function CallOffTable<Row>({ label, columns, rows, children }: Props<Row>) {
  const { t } = useTranslation('materials');
  const { count } = useFormat();
  const [shown, show] = useState(atATime);
  return (
    <Panel flush>
      <div className={table.scroll}>
        <table className={table.table} aria-label={label}>
          <thead>
            <tr>{columns.map(({ title, number }) => <th key={title} scope="col" className={number ? 'num' : undefined}>{title}</th>)}</tr>
          </thead>
          <tbody>{rows.slice(0, shown).map(children)}</tbody>
        </table>
      </div>
      {rows.length > shown && (
        <div className={styles.acts}>
          <Button type="link" onClick={() => show(shown + atATime)}>{t('showMore', { number: count(rows.length - shown) })}</Button>
        </div>
      )}
    </Panel>
  );
}

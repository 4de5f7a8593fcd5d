import { DownloadOutlined, SettingOutlined } from '@ant-design/icons';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bones, ProblemState } from '@/components/states/states';
import { downloadCsv } from '@/lib/file';
import { recall, remember } from '@/lib/storage';
import { EndlessFoot } from './endless_foot';
import styles from './table.module.css';

export type Column<Row> = {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** The plain text for the export; left out where a column has none. */
  text?: (row: Row) => string;
  align?: 'right';
  width?: number | string;
  /** Not shown until it is chosen. */
  hidden?: boolean;
};

type Props<Row> = {
  name: string;
  label: string;
  columns: Column<Row>[];
  query: UseInfiniteQueryResult<{ items: Row[] }>;
  rowKey: (row: Row) => string | number;
  onOpen?: (row: Row) => void;
  filters?: ReactNode;
  empty: ReactNode;
};

/** A list that pages by key as it is scrolled, with columns to choose and an export of what is shown. */
export function EndlessTable<Row>({ name, label, columns, query, rowKey, onOpen, filters, empty }: Props<Row>) {
  const [shown, setShown] = useColumns(name, columns);
  const visible = columns.filter((column) => shown.includes(column.key));
  const rows = query.data?.items ?? [];
  return (
    <div className={styles.frame}>
      <div className={styles.bar}>
        <div className={styles.filters}>{filters}</div>
        <Tools name={name} columns={columns} shown={shown} setShown={setShown} visible={visible} rows={rows} />
      </div>
      {query.isPending && <div className={styles.bones}><Bones rows={8} /></div>}
      {query.isError && rows.length === 0 && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && empty}
      {rows.length > 0 && (
        <>
          <Rows label={label} columns={visible} rows={rows} rowKey={rowKey} onOpen={onOpen} />
          <EndlessFoot query={query} count={rows.length} />
        </>
      )}
    </div>
  );
}

type RowsProps<Row> = Pick<Props<Row>, 'label' | 'columns' | 'rowKey' | 'onOpen'> & { rows: Row[] };

function Rows<Row>({ label, columns, rows, rowKey, onOpen }: RowsProps<Row>) {
  const right = (column: Column<Row>) => (column.align === 'right' ? 'num' : undefined);
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={right(column)} style={{ width: column.width }}>{column.title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={onOpen ? styles.openable : undefined} onClick={(event) => onOpen && !isControl(event.target) && onOpen(row)}>
              {columns.map((column) => (
                <td key={column.key} className={right(column)}>{column.render(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isControl = (target: EventTarget) => target instanceof Element && target.closest('a,button,input,label,summary,details') !== null;

function useColumns<Row>(name: string, columns: Column<Row>[]) {
  const usual = columns.filter((column) => !column.hidden).map((column) => column.key);
  const [shown, setShown] = useState<string[]>(() => recall<string[]>(`marque.columns.${name}`, usual));
  const set = (keys: string[]) => {
    remember(`marque.columns.${name}`, keys);
    setShown(keys);
  };
  return [shown, set] as const;
}

type ToolsProps<Row> = { name: string; columns: Column<Row>[]; shown: string[]; setShown: (keys: string[]) => void; visible: Column<Row>[]; rows: Row[] };

function Tools<Row>({ name, columns, shown, setShown, visible, rows }: ToolsProps<Row>) {
  const { t } = useTranslation();
  const exported = visible.filter((column) => column.text);
  const save = () => downloadCsv(name, [exported.map((column) => column.title), ...rows.map((row) => exported.map((column) => column.text?.(row) ?? ''))]);
  const box = (
    <fieldset className={styles.columns} aria-label={t('table.columns')}>
      {columns.map((column) => (
        <label key={column.key}>
          <input
            type="checkbox"
            checked={shown.includes(column.key)}
            onChange={(event) => setShown(event.target.checked ? [...shown, column.key] : shown.filter((key) => key !== column.key))}
          />
          {column.title}
        </label>
      ))}
    </fieldset>
  );
  return (
    <div className={styles.tools}>
      <Dropdown trigger={['click']} popupRender={() => box}>
        <Button type="text" icon={<SettingOutlined />}>{t('table.columns')}</Button>
      </Dropdown>
      <Button type="text" icon={<DownloadOutlined />} disabled={rows.length === 0} onClick={save}>{t('table.export')}</Button>
    </div>
  );
}

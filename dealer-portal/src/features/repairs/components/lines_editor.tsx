import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import type { ApiProblem } from '@/lib/api/problem';
import { blankOperation, blankPart, type Gap, type Lines } from '../lib/lines';
import { focusCell, focusNextCell } from '../lib/cells';
import { OperationLine } from './operation_row';
import { PartLine } from './part_row';
import styles from './repairs.module.css';

type Props = { lines: Lines; currency: string; gaps: Gap[]; problem: ApiProblem | null; onChange: (lines: Lines) => void };

/** The work and the parts as a spreadsheet: Tab and Enter lead through, the last cell opens a new line. */
export function LinesEditor({ lines, currency, gaps, problem, onChange }: Props) {
  const { t } = useTranslation('repairs');
  const root = useRef<HTMLDivElement>(null);
  const faultsOf = (key: string) => new Set<string>(gaps.filter((gap) => gap.key === key).map((gap) => gap.field));
  const serverFault = (list: 'operations' | 'parts', index: number) => problem?.fields.filter((field) => field.pointer.startsWith(`/${list}/${index}/`) || field.pointer === `/${list}/${index}`).map((field) => field.detail).join(' ') || undefined;
  const lastPayType = lines.operations[lines.operations.length - 1]?.payType ?? 'CUSTOMER_PAY';
  const addOperation = () => {
    const row = blankOperation(lastPayType);
    onChange({ ...lines, operations: [...lines.operations, row] });
    focusCell(root, `${row.key}.code`);
  };
  const addPart = () => {
    const row = blankPart(lines.parts[lines.parts.length - 1]?.payType ?? lastPayType);
    onChange({ ...lines, parts: [...lines.parts, row] });
    focusCell(root, `${row.key}.partNo`);
  };
  const onEnter = (add: () => void) => (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (!(event.target instanceof HTMLElement) || !event.target.dataset.cell) return;
    event.preventDefault();
    if (!focusNextCell(event.currentTarget, event.target)) add();
  };
  return (
    <div ref={root} className={styles.stack}>
      <Panel title={t('operations')} flush>
        <table className={styles.grid} aria-label={t('operations')} onKeyDown={onEnter(addOperation)}>
          <Head fields={['operation', 'technician', 'hours', 'payType', 'cause', 'correction', 'amount']} widths={['24%', '11%', '8%', '12%', undefined, undefined, '11%']} right={['hours', 'amount']} />
          <tbody>
            {lines.operations.map((row, index) => (
              <OperationLine
                key={row.key}
                row={row}
                line={index + 1}
                currency={currency}
                faults={faultsOf(row.key)}
                fault={serverFault('operations', index)}
                onChange={(changed) => onChange({ ...lines, operations: lines.operations.map((other) => (other.key === row.key ? changed : other)) })}
                onRemove={() => onChange({ ...lines, operations: lines.operations.filter((other) => other.key !== row.key) })}
              />
            ))}
          </tbody>
        </table>
        <Button type="text" className={styles.add} icon={<PlusOutlined />} onClick={addOperation}>{t('addOperation')}</Button>
      </Panel>
      <Panel title={t('parts')} flush>
        <table className={styles.grid} aria-label={t('parts')} onKeyDown={onEnter(addPart)}>
          <Head fields={['part', 'quantity', 'serial', 'payType', 'unitPrice', 'amount']} widths={['34%', '9%', undefined, '14%', '13%', '13%']} right={['quantity', 'unitPrice', 'amount']} />
          <tbody>
            {lines.parts.map((row, index) => (
              <PartLine
                key={row.key}
                row={row}
                line={index + 1}
                currency={currency}
                faults={faultsOf(row.key)}
                fault={serverFault('parts', index)}
                onChange={(changed) => onChange({ ...lines, parts: lines.parts.map((other) => (other.key === row.key ? changed : other)) })}
                onRemove={() => onChange({ ...lines, parts: lines.parts.filter((other) => other.key !== row.key) })}
              />
            ))}
          </tbody>
        </table>
        <Button type="text" className={styles.add} icon={<PlusOutlined />} onClick={addPart}>{t('addPart')}</Button>
      </Panel>
    </div>
  );
}

type FieldName = 'operation' | 'technician' | 'hours' | 'payType' | 'cause' | 'correction' | 'amount' | 'part' | 'quantity' | 'serial' | 'unitPrice';

function Head({ fields, widths, right }: { fields: FieldName[]; widths: (string | undefined)[]; right: FieldName[] }) {
  const { t } = useTranslation('repairs');
  return (
    <thead>
      <tr>
        {fields.map((field, index) => (
          <th key={field} scope="col" style={{ width: widths[index] }} className={right.includes(field) ? styles.right : undefined}>{t(`field.${field}`)}</th>
        ))}
        <th style={{ width: 34 }}><span className="sr-only">{t('field.remove')}</span></th>
      </tr>
    </thead>
  );
}

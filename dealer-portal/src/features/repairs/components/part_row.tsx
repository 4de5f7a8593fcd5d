import { DeleteOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useName } from '@/lib/i18n';
import { fromCents } from '@/lib/money';
import { useDebounced } from '@/lib/use_debounced';
import { useFormat } from '@/lib/use_format';
import { useParts } from '../api/repairs';
import { partCents, withPart, type PartRow } from '../lib/lines';
import { Cell, PayTypeCell } from './cells';
import { TypeAhead } from './type_ahead';
import styles from './repairs.module.css';

type Props = { row: PartRow; line: number; currency: string; faults: Set<string>; fault?: string; onChange: (row: PartRow) => void; onRemove: () => void };

export function PartLine({ row, line, currency, faults, fault, onChange, onRemove }: Props) {
  const { t } = useTranslation('repairs');
  const name = useName();
  const { money } = useFormat();
  const [q, setQ] = useState('');
  const asked = useDebounced(q.trim(), 120);
  const found = useParts(asked);
  const parts = found.data?.items ?? [];
  const label = (field: 'part' | 'quantity' | 'serial' | 'payType') => `${t(`field.${field}`)} ${t('ofPart', { line })}`;
  return (
    <tr>
      <td data-wide data-label={t('field.part')}>
        <TypeAhead
          label={label('part')}
          cell={`${row.key}.partNo`}
          value={row.name ? name(row.name) : row.partNo}
          placeholder={t('findPart')}
          fault={faults.has('partNo')}
          suggestions={parts.map((item) => ({ key: item.part_no, code: item.part_no, title: name(item.name), aside: money(item.unit_price, currency), item }))}
          settled={asked === q.trim() && !found.isPending && !found.isPlaceholderData}
          onType={setQ}
          onChoose={(item) => onChange(withPart(row, item))}
        />
        {fault && <div className={styles.lineFault} role="alert">{fault}</div>}
      </td>
      <td data-label={t('field.quantity')}>
        <Cell label={label('quantity')} cell={`${row.key}.quantity`} value={row.quantity} numeric disabled={row.serialised} fault={faults.has('quantity')} onChange={(quantity) => onChange({ ...row, quantity })} />
      </td>
      <td data-label={t('field.serial')}>
        <Cell label={label('serial')} cell={`${row.key}.serial`} value={row.serial} fault={faults.has('serial')} onChange={(serial) => onChange({ ...row, serial })} />
      </td>
      <td data-label={t('field.payType')}>
        <PayTypeCell label={label('payType')} cell={`${row.key}.payType`} value={row.payType} onChange={(payType) => onChange({ ...row, payType })} />
      </td>
      <td className={styles.amount} data-label={t('field.unitPrice')}>{row.partNo && money(row.unitPrice, currency)}</td>
      <td className={styles.amount} data-label={t('field.amount')}>{row.partNo && money(fromCents(partCents(row)), currency)}</td>
      <td>
        <button type="button" className={styles.remove} aria-label={t('removePart', { line })} title={t('removePart', { line })} onClick={onRemove}>
          <DeleteOutlined aria-hidden />
        </button>
      </td>
    </tr>
  );
}

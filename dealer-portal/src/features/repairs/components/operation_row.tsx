import { DeleteOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useName } from '@/lib/i18n';
import { fromCents } from '@/lib/money';
import { useDebounced } from '@/lib/use_debounced';
import { useFormat } from '@/lib/use_format';
import { useLabourOperations, useTechnicians } from '../api/repairs';
import { operationCents, withOperation, type OperationRow } from '../lib/lines';
import { Cell, PayTypeCell } from './cells';
import { TypeAhead } from './type_ahead';
import styles from './repairs.module.css';

type Props = { row: OperationRow; line: number; currency: string; faults: Set<string>; fault?: string; onChange: (row: OperationRow) => void; onRemove: () => void };

export function OperationLine({ row, line, currency, faults, fault, onChange, onRemove }: Props) {
  const { t } = useTranslation('repairs');
  const name = useName();
  const { money } = useFormat();
  const [q, setQ] = useState('');
  const [who, setWho] = useState('');
  const asked = useDebounced(q.trim(), 120);
  const found = useLabourOperations(asked);
  const operations = found.data?.items ?? [];
  const people = useTechnicians();
  const technicians = (people.data?.items ?? []).filter((person) => person.active && `${person.name} ${person.sign_in_name}`.toLowerCase().includes(who.trim().toLowerCase()));
  const label = (field: 'operation' | 'technician' | 'hours' | 'payType' | 'cause' | 'correction') => `${t(`field.${field}`)} ${line}`;
  return (
    <tr>
      <td data-wide data-label={t('field.operation')}>
        <TypeAhead
          label={label('operation')}
          cell={`${row.key}.code`}
          value={row.name ? name(row.name) : row.code}
          placeholder={t('findOperation')}
          fault={faults.has('code')}
          suggestions={operations.map((item) => ({ key: item.code, code: item.code, title: name(item.name), aside: t('hoursShort', { hours: Number(item.hours) }), item }))}
          settled={asked === q.trim() && !found.isPending && !found.isPlaceholderData}
          onType={setQ}
          onChoose={(item) => onChange(withOperation(row, item))}
        />
        {fault && <div className={styles.lineFault} role="alert">{fault}</div>}
      </td>
      <td data-label={t('field.technician')}>
        <TypeAhead
          label={label('technician')}
          cell={`${row.key}.technician`}
          value={row.technician?.name ?? ''}
          fault={faults.has('technician')}
          suggestions={technicians.map((person) => ({ key: String(person.id), title: person.name, item: { id: person.id, name: person.name } }))}
          settled={!people.isPending}
          onType={setWho}
          onChoose={(technician) => onChange({ ...row, technician })}
        />
      </td>
      <td data-label={t('field.hours')}>
        <Cell label={label('hours')} cell={`${row.key}.hours`} value={row.hours} numeric fault={faults.has('hours')} onChange={(hours) => onChange({ ...row, hours })} />
      </td>
      <td data-label={t('field.payType')}>
        <PayTypeCell label={label('payType')} cell={`${row.key}.payType`} value={row.payType} onChange={(payType) => onChange({ ...row, payType })} />
      </td>
      <td data-wide data-label={t('field.cause')}>
        <Cell label={label('cause')} cell={`${row.key}.cause`} value={row.cause} max={500} fault={faults.has('cause')} onChange={(cause) => onChange({ ...row, cause })} />
      </td>
      <td data-wide data-label={t('field.correction')}>
        <Cell label={label('correction')} cell={`${row.key}.correction`} value={row.correction} max={500} fault={faults.has('correction')} onChange={(correction) => onChange({ ...row, correction })} />
      </td>
      <td className={styles.amount} data-label={t('field.amount')}>{row.code && money(fromCents(operationCents(row)), currency)}</td>
      <td>
        <button type="button" className={styles.remove} aria-label={t('removeLine', { line })} title={t('removeLine', { line })} onClick={onRemove}>
          <DeleteOutlined aria-hidden />
        </button>
      </td>
    </tr>
  );
}

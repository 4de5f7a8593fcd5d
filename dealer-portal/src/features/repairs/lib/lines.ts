import type { Name, PayType, Schemas } from '@/lib/api/types';
import { newKey } from '@/lib/api/idempotency';
import { fromCents, times, toCents } from '@/lib/money';
import type { LabourOperation, Part, RepairOrder } from '../api/repairs';

export type OperationRow = {
  key: string;
  code: string;
  name: Name | null;
  technician: { id: number; name: string } | null;
  hours: string;
  rate: string;
  payType: PayType;
  cause: string;
  correction: string;
};
export type PartRow = { key: string; partNo: string; name: Name | null; quantity: string; serial: string; serialised: boolean; unitPrice: string; payType: PayType };
export type Lines = { version: number; operations: OperationRow[]; parts: PartRow[] };

export const payTypes: PayType[] = ['CUSTOMER_PAY', 'WARRANTY', 'INTERNAL', 'SUBLET', 'MANUFACTURER', 'DEALER'];

export const blankOperation = (payType: PayType): OperationRow => ({ key: newKey(), code: '', name: null, technician: null, hours: '', rate: '0', payType, cause: '', correction: '' });
export const blankPart = (payType: PayType): PartRow => ({ key: newKey(), partNo: '', name: null, quantity: '1', serial: '', serialised: false, unitPrice: '0', payType });

/** What a line costs an hour, from what the server charged for it. */
function rateOf(amount: string, hours: string): string {
  const worked = Number(hours);
  return worked > 0 ? fromCents(toCents(amount) / worked) : '0';
}

export function linesOf(order: RepairOrder): Lines {
  return {
    version: order.version,
    operations: order.operations.map((line) => ({
      key: `o${line.line_no}`,
      code: line.operation_code,
      name: line.name,
      technician: line.technician,
      hours: line.hours,
      rate: rateOf(line.amount, line.hours),
      payType: line.pay_type,
      cause: line.cause,
      correction: line.correction,
    })),
    parts: order.parts.map((line) => ({
      key: `p${line.line_no}`,
      partNo: line.part_no,
      name: line.name,
      quantity: line.quantity.replace(/\.0+$/, ''),
      serial: line.serial ?? '',
      serialised: line.serial !== null,
      unitPrice: line.unit_price,
      payType: line.pay_type,
    })),
  };
}

export const withOperation = (row: OperationRow, operation: LabourOperation): OperationRow => ({ ...row, code: operation.code, name: operation.name, hours: operation.hours, rate: operation.hourly_rate });
export const withPart = (row: PartRow, part: Part): PartRow => ({ ...row, partNo: part.part_no, name: part.name, unitPrice: part.unit_price, serialised: part.serialised, quantity: part.serialised ? '1' : row.quantity });

const content = (lines: Lines) => JSON.stringify([lines.operations, lines.parts].map((rows) => rows.map((row) => ({ ...row, key: '', rate: '', serialised: false }))));
export const sameLines = (a: Lines, b: Lines) => content(a) === content(b);

export function saveBody(lines: Lines): Schemas['SaveRepairLines'] {
  return {
    version: lines.version,
    operations: lines.operations.map((row) => ({
      operation_code: row.code,
      technician_id: row.technician?.id ?? 0,
      hours: row.hours.trim() || undefined,
      pay_type: row.payType,
      cause: row.cause.trim() || undefined,
      correction: row.correction.trim() || undefined,
    })),
    parts: lines.parts.map((row) => ({ part_no: row.partNo, quantity: row.quantity.trim(), serial: row.serial.trim() || undefined, pay_type: row.payType })),
  };
}

export const operationCents = (row: OperationRow) => times(row.hours, row.rate);
export const partCents = (row: PartRow) => times(row.quantity, row.unitPrice);

/** Totals by who pays; the server's own are the ones that count once it is saved. */
export function totalsOf(lines: Lines): { payType: PayType; amount: string }[] {
  const cents = new Map<PayType, number>();
  const add = (payType: PayType, amount: number) => cents.set(payType, (cents.get(payType) ?? 0) + amount);
  lines.operations.forEach((row) => add(row.payType, operationCents(row)));
  lines.parts.forEach((row) => add(row.payType, partCents(row)));
  return payTypes.flatMap((payType) => (cents.has(payType) ? [{ payType, amount: fromCents(cents.get(payType) ?? 0) }] : []));
}

export type Gap = { field: 'code' | 'technician' | 'hours' | 'cause' | 'correction' | 'partNo' | 'quantity' | 'serial'; kind: 'operation' | 'part'; line: number; key: string };

const decimal = /^\d{1,4}(\.\d{1,2})?$/;

/** What keeps the lines from being saved. */
export function gapsToSave(lines: Lines): Gap[] {
  const operations = lines.operations.flatMap((row, index) => {
    const gap = (field: Gap['field']): Gap => ({ field, kind: 'operation', line: index + 1, key: row.key });
    return [...(row.code ? [] : [gap('code')]), ...(row.technician ? [] : [gap('technician')]), ...(row.hours.trim() === '' || decimal.test(row.hours.trim()) ? [] : [gap('hours')])];
  });
  const parts = lines.parts.flatMap((row, index) => {
    const gap = (field: Gap['field']): Gap => ({ field, kind: 'part', line: index + 1, key: row.key });
    return [...(row.partNo ? [] : [gap('partNo')]), ...(decimal.test(row.quantity.trim()) && Number(row.quantity) > 0 ? [] : [gap('quantity')]), ...(row.serialised && !row.serial.trim() ? [gap('serial')] : [])];
  });
  return [...operations, ...parts];
}

/** What keeps the order from being closed, beyond what keeps it from being saved. */
export function gapsToClose(lines: Lines): Gap[] {
  return lines.operations.flatMap((row, index) => {
    const gap = (field: Gap['field']): Gap => ({ field, kind: 'operation', line: index + 1, key: row.key });
    return [...(row.cause.trim() ? [] : [gap('cause')]), ...(row.correction.trim() ? [] : [gap('correction')])];
  });
}

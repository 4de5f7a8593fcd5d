import { describe, expect, it } from 'vitest';
import type { RepairOrder } from '../api/repairs';
import { blankOperation, blankPart, gapsToClose, gapsToSave, linesOf, saveBody, totalsOf, withOperation, withPart } from './lines';

const operation = withOperation(blankOperation('WARRANTY'), { code: 'EN010', name: { zh: '换机油', en: 'Oil change' }, hours: '0.80', hourly_rate: '220.00' });
const part = withPart(blankPart('CUSTOMER_PAY'), { part_no: 'P1', name: { zh: '机油', en: 'Oil' }, unit_price: '58.50', serialised: false });

describe('the lines of a repair order', () => {
  it('are summed by who pays, to the hundredth', () => {
    const lines = { version: 1, operations: [operation], parts: [{ ...part, quantity: '4.5' }] };
    expect(totalsOf(lines)).toEqual([{ payType: 'CUSTOMER_PAY', amount: '263.25' }, { payType: 'WARRANTY', amount: '176.00' }]);
  });

  it('cannot be saved without technician, or with a part that has no serial but needs one', () => {
    const lines = { version: 1, operations: [operation], parts: [{ ...part, serialised: true }] };
    expect(gapsToSave(lines).map((gap) => gap.field)).toEqual(['technician', 'serial']);
  });

  it('cannot be closed without cause and correction', () => {
    expect(gapsToClose({ version: 1, operations: [operation], parts: [] }).map((gap) => gap.field)).toEqual(['cause', 'correction']);
  });

  it('go to the server with their version, empty texts left out', () => {
    const body = saveBody({ version: 7, operations: [{ ...operation, technician: { id: 3, name: '朱建' } }], parts: [part] });
    expect(body.version).toBe(7);
    expect(body.operations[0]).toEqual({ operation_code: 'EN010', technician_id: 3, hours: '0.80', pay_type: 'WARRANTY', cause: undefined, correction: undefined });
    expect(body.parts[0]).toMatchObject({ part_no: 'P1', quantity: '1', serial: undefined });
  });

  it('keep the rate that the server charged', () => {
    const order = { version: 2, operations: [{ line_no: 1, operation_code: 'EN010', name: operation.name, technician: { id: 3, name: '朱建' }, hours: '0.50', pay_type: 'WARRANTY', cause: 'a', correction: 'b', amount: '110.00' }], parts: [] } as unknown as RepairOrder;
    expect(totalsOf(linesOf(order))).toEqual([{ payType: 'WARRANTY', amount: '110.00' }]);
  });
});

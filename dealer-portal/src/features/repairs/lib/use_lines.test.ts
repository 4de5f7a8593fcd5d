import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RepairOrder } from '../api/repairs';
import { blankPart, type Lines } from './lines';
import { useLines } from './use_lines';

const order = (version: number, cause = '') =>
  ({
    number: 'RO-1', version, parts: [],
    operations: [{ line_no: 1, operation_code: 'EN010', name: { zh: '', en: '' }, technician: { id: 3, name: '朱建' }, hours: '1.00', pay_type: 'WARRANTY', cause, correction: '', amount: '200.00' }],
  }) as unknown as RepairOrder;
const withPart = (lines: Lines): Lines => ({ ...lines, parts: [{ ...blankPart('WARRANTY'), key: 'new', partNo: 'P1' }] });

describe('two people on one repair order', () => {
  beforeEach(() => localStorage.clear());

  it('whoever changed nothing just sees what the other saved', () => {
    const { result, rerender } = renderHook(({ seen }) => useLines(seen), { initialProps: { seen: order(1) } });
    rerender({ seen: order(2, 'worn') });
    expect(result.current).toMatchObject({ dirty: false, conflict: false });
    expect(result.current.lines.operations[0]?.cause).toBe('worn');
  });

  it('whoever was writing is asked, and loses nothing', () => {
    const { result, rerender } = renderHook(({ seen }) => useLines(seen), { initialProps: { seen: order(1) } });
    act(() => result.current.change(withPart(result.current.lines)));
    rerender({ seen: order(2, 'worn') });
    expect(result.current.conflict).toBe(true);
    expect(result.current.lines.parts).toHaveLength(1);
    act(() => result.current.keepMine());
    expect(result.current).toMatchObject({ conflict: false, dirty: true });
    expect(result.current.lines.version).toBe(2);
  });

  it('taking theirs drops mine', () => {
    const { result, rerender } = renderHook(({ seen }) => useLines(seen), { initialProps: { seen: order(1) } });
    act(() => result.current.change(withPart(result.current.lines)));
    rerender({ seen: order(2, 'worn') });
    act(() => result.current.takeTheirs());
    expect(result.current).toMatchObject({ conflict: false, dirty: false });
    expect(result.current.lines.parts).toHaveLength(0);
  });

  it('what was not saved is there again after a reload', () => {
    const first = renderHook(() => useLines(order(1)));
    act(() => first.result.current.change(withPart(first.result.current.lines)));
    first.unmount();
    const second = renderHook(() => useLines(order(1)));
    expect(second.result.current.dirty).toBe(true);
    expect(second.result.current.lines.parts).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import type { BuildEvent, LineStation } from '@/lib/api/types';
import { ribbonModel } from './ribbon_model';
import { layOut, stationX } from './ribbon_layout';

const station = (code: string, shop: LineStation['shop'], position: number): LineStation => ({ code, shop, position, name: { zh: code, en: code } });
const line = [station('PR-1', 'PRESS', 1), station('BO-1', 'BODY', 2), station('BO-2', 'BODY', 3), station('PA-1', 'PAINT', 4), station('GA-1', 'ASSEMBLY', 5)];
const event = (seq: number, code: string, pass = 1): BuildEvent => ({ seq, station: code, state: 'COMPLETED', pass_no: pass, at: '2026-01-01T00:00:00Z', hold_reason: null, disposition: null });

describe('the line ribbon', () => {
  it('leads on to yard, road and dealer where the line does not list them', () => {
    const model = ribbonModel(line, 'IN_PRODUCTION', { station: 'BO-2', state: 'RUNNING' }, []);
    expect(model.bands.map((band) => band.shop)).toEqual(['PRESS', 'BODY', 'PAINT', 'ASSEMBLY', 'YARD', 'ROAD', 'DEALER']);
    expect(model.at).toBe(2);
  });

  it('has the car before the line while it has no station', () => {
    expect(ribbonModel(line, 'SCHEDULED', null, []).at).toBe(-1);
  });

  it('places a car that has left the line by the state of its order', () => {
    expect(ribbonModel(line, 'IN_YARD', { station: 'GA-1', state: 'COMPLETED' }, []).at).toBe(5);
    expect(ribbonModel(line, 'ARRIVED', { station: null, state: 'ARRIVED' }, []).at).toBe(7);
    expect(ribbonModel(line, 'DELIVERED', null, []).over).toBe(true);
  });

  it('draws a loop where the car came round again, and keeps the way it had come filled', () => {
    const events = [event(1, 'PR-1'), event(2, 'BO-1'), event(3, 'BO-2'), event(4, 'PA-1'), event(5, 'BO-2', 2)];
    const model = ribbonModel(line, 'IN_PRODUCTION', { station: 'BO-2', state: 'RUNNING' }, events);
    expect(model.loops).toEqual([{ from: 3, to: 2, pass: 2 }]);
    expect(model.furthest).toBe(3);
  });

  it('tells a held car', () => {
    expect(ribbonModel(line, 'IN_PRODUCTION', { station: 'BO-1', state: 'HELD' }, []).held).toBe(true);
  });

  it('lays the shops side by side over the whole width, stations in order', () => {
    const { bands } = ribbonModel(line, 'IN_PRODUCTION', { station: 'BO-2', state: 'RUNNING' }, []);
    const boxes = layOut(bands, 900);
    const last = boxes[boxes.length - 1]!;
    expect(last.x + last.width).toBeCloseTo(900);
    expect(stationX(boxes, 1)).toBeLessThan(stationX(boxes, 2));
  });
});

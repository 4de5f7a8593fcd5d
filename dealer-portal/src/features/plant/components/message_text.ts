/** What is wrong with a text that is to be a message of the line, as far as can be said without the plant's schema. */
export type TextFault = { kind: 'notJson'; row: number; column: number } | { kind: 'unknownBody' } | { kind: 'noBodid' };

const bodies = ['AcknowledgeOperationsSchedule', 'SyncOperationsPerformance', 'ShowOperationsPerformance', 'ConfirmBOD'];

export function faultOf(text: string): TextFault | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch (error) {
    return { kind: 'notJson', ...placeOf(text, error) };
  }
  const [name, ...others] = isObject(message) ? Object.keys(message) : [];
  if (!name || others.length > 0 || !bodies.includes(name)) return { kind: 'unknownBody' };
  const body = (message as Record<string, unknown>)[name];
  const area = isObject(body) ? body.ApplicationArea : undefined;
  return isObject(area) && area.BODID ? null : { kind: 'noBodid' };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Browsers say where in words of their own: by character, or by line and column; without either it is the end. */
function placeOf(text: string, error: unknown): { row: number; column: number } {
  const said = error instanceof Error ? error.message : '';
  const place = /line (\d+) column (\d+)/.exec(said);
  if (place) return { row: Number(place[1]), column: Number(place[2]) };
  const at = /position (\d+)/.exec(said);
  const before = text.slice(0, at ? Number(at[1]) : text.length).split('\n');
  return { row: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** Laid out for reading where it is JSON, else as it is. */
export function laidOut(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}

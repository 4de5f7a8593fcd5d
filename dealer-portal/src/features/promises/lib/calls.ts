import type { PromiseTask } from '../api/promises';

/** One call: the first of a buyer's tasks, and how many more cars of theirs it is about. */
export type Call = { task: PromiseTask; more: number };

/** Tasks of one buyer with one dealer are one call, where the first of them stands. A car for stock is one by itself. */
export function callsOf(tasks: readonly PromiseTask[]): Call[] {
  const calls = new Map<string, Call>();
  for (const task of tasks) {
    const key = task.customer_id === null ? `task ${task.id}` : `${task.customer_id} at ${task.dealer.id}`;
    const call = calls.get(key);
    if (call) call.more += 1;
    else calls.set(key, { task, more: 0 });
  }
  return [...calls.values()];
}

import type { Order, Schemas } from '@/lib/api/types';

export type Configuration = Schemas['OrderConfiguration'];

export const currentConfiguration = (order: Order): Configuration | undefined => order.configurations.find((configuration) => configuration.state === 'CURRENT');
export const pendingConfiguration = (order: Order): Configuration | undefined => order.configurations.find((configuration) => configuration.state === 'PENDING');

/** The refusal of the latest change, as long as no later one took its place. */
export function lastRefusal(order: Order): Configuration | undefined {
  const latest = [...order.configurations].sort((a, b) => b.version - a.version)[0];
  return latest?.state === 'REFUSED' ? latest : undefined;
}

export function difference(from: Configuration['lines'], to: Configuration['lines']) {
  const has = (lines: Configuration['lines'], code: string) => lines.some((line) => line.code === code);
  return {
    added: to.filter((line) => !has(from, line.code)),
    removed: from.filter((line) => !has(to, line.code)),
  };
}

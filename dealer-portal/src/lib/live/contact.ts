import { useSyncExternalStore } from 'react';

/** When the server last answered, and whether it did at the last try. */
export type Contact = { reachable: boolean; lastAt: number | null };

let contact: Contact = { reachable: true, lastAt: null };
const watchers = new Set<() => void>();

export function noteContact(reachable: boolean) {
  const previous = contact;
  contact = { reachable, lastAt: reachable ? Date.now() : contact.lastAt };
  const quiet = previous.reachable === reachable && (contact.lastAt ?? 0) - (previous.lastAt ?? 0) < 1000;
  if (quiet) contact = { ...contact, lastAt: previous.lastAt };
  else watchers.forEach((watcher) => watcher());
}

function subscribe(watcher: () => void) {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

export function useContact(): Contact {
  return useSyncExternalStore(subscribe, () => contact);
}

import { useCallback, useState } from 'react';
import { recall, remember } from './storage';

/** State that survives a reload, until it is discarded. */
export function useDraft<T>(key: string, initial: T) {
  const [draft, setDraft] = useState<T>(() => recall(key, initial));
  const update = useCallback(
    (change: (previous: T) => T) =>
      setDraft((previous) => {
        const next = change(previous);
        remember(key, next);
        return next;
      }),
    [key],
  );
  const discard = useCallback(() => {
    remember(key, null);
    setDraft(initial);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the draft starts over as it began
  }, [key]);
  return [draft, update, discard] as const;
}

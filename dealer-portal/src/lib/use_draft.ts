import { useCallback, useState } from 'react';
import { recall, remember } from './storage';

/**
 * State that survives a reload. `discard` begins anew; `forget` only lets go of what was kept, for a page that is about
 * to be left and should not blink.
 */
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
  const forget = useCallback(() => remember(key, null), [key]);
  return [draft, update, discard, forget] as const;
}

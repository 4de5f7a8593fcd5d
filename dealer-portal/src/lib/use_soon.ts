import { useEffect, useRef } from 'react';

/** Runs at most once in a while, and always once more after the last call. */
export function useSoon(act: () => void, ms: number) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    if (timer.current) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      act();
    }, ms);
  };
}

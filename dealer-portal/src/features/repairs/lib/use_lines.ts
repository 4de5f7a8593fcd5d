import { useCallback, useEffect, useMemo, useState } from 'react';
import { recall, remember } from '@/lib/storage';
import type { RepairOrder } from '../api/repairs';
import { linesOf, sameLines, type Lines } from './lines';

/**
 * The lines as they stand on this screen. Unsaved ones survive a reload; when somebody else has saved meanwhile,
 * `conflict` says so and both sides are kept until one is chosen.
 */
export function useLines(order: RepairOrder) {
  const storageKey = `marque.repair-lines.${order.number}`;
  const theirs = useMemo(() => linesOf(order), [order]);
  const [base, setBase] = useState(theirs);
  const [mine, setMine] = useState<Lines>(() => recall<Lines | null>(storageKey, null) ?? theirs);
  const dirty = !sameLines(mine, mine.version === base.version ? base : theirs);
  const conflict = dirty && mine.version !== order.version;

  useEffect(() => {
    if (theirs.version === base.version) return;
    setBase(theirs);
    if (sameLines(mine, base)) setMine(theirs);
  }, [theirs, base, mine]);

  useEffect(() => remember(storageKey, dirty ? mine : null), [storageKey, dirty, mine]);

  const adopt = useCallback((saved: RepairOrder) => {
    setBase(linesOf(saved));
    setMine(linesOf(saved));
  }, []);
  return {
    lines: mine,
    dirty,
    conflict,
    change: setMine,
    takeTheirs: () => setMine(theirs),
    /** Mine on top of what they saved; saving it replaces theirs. */
    keepMine: () => setMine({ ...mine, version: order.version }),
    adopt,
  };
}

import type { RefObject } from 'react';

/** Puts the cursor into a cell once it is drawn. */
export function focusCell(root: RefObject<HTMLElement | null>, cell: string) {
  requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell)}"]`)?.focus());
}

/** On to the cell after this one; false at the last. */
export function focusNextCell(grid: HTMLElement, from: HTMLElement): boolean {
  const cells = [...grid.querySelectorAll<HTMLElement>('[data-cell]:not(:disabled)')];
  const next = cells[cells.indexOf(from) + 1];
  next?.focus();
  return next !== undefined;
}

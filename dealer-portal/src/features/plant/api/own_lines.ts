import { useLines } from '@/lib/lines';
import { useMe } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';

/** The lines that this person may look into, and the one that the address names. */
export function useOwnLines() {
  const me = useMe();
  const [code, choose] = useFilter('line');
  const lines = useLines();
  const all = lines.data?.items ?? [];
  const own = me.organisation.kind === 'PLANT' ? all.filter((line) => line.plant_code === me.organisation.code) : all;
  const items = own.length > 0 ? own : all;
  return { lines, items, line: items.find((line) => line.code === code) ?? items[0], choose };
}

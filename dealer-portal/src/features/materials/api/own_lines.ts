import { useLines } from '@/lib/lines';
import { useMe } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';

/** The lines of this person's plant, or all; and the one that the address names. */
export function useOwnLines() {
  const me = useMe();
  const [code, choose] = useFilter('line');
  const lines = useLines();
  const all = lines.data?.items ?? [];
  const own = all.filter((line) => me.organisation.kind !== 'PLANT' || line.plant_code === me.organisation.code);
  const items = own.length > 0 ? own : all;
  return { lines, items, line: items.find((line) => line.code === code) ?? items[0], choose };
}

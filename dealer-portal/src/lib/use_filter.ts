import { useSearchParams } from 'react-router';

/** A filter that lives in the address, so that it can be linked, reloaded and gone back to. */
export function useFilter<T extends string>(name: string, allowed?: readonly T[]): [T | undefined, (value: T | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const raw = search.get(name) ?? undefined;
  const value = raw !== undefined && (!allowed || allowed.includes(raw as T)) ? (raw as T) : undefined;
  const set = (next: T | undefined) =>
    setSearch(
      (previous) => {
        const changed = new URLSearchParams(previous);
        if (next) changed.set(name, next);
        else changed.delete(name);
        return changed;
      },
      { replace: true },
    );
  return [value, set];
}

/** The same for a filter that takes several values, each once in the address. */
export function useFilters<T extends string>(name: string, allowed: readonly T[]): [T[], (values: T[]) => void] {
  const [search, setSearch] = useSearchParams();
  const values = search.getAll(name).filter((raw): raw is T => allowed.includes(raw as T));
  const set = (next: T[]) =>
    setSearch(
      (previous) => {
        const changed = new URLSearchParams(previous);
        changed.delete(name);
        for (const value of next) changed.append(name, value);
        return changed;
      },
      { replace: true },
    );
  return [values, set];
}

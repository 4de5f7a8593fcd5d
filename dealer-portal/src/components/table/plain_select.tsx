import styles from './plain_select.module.css';

type Props<T extends string> = { label: string; value: T | undefined; options: { value: T; label: string }[]; all: string; onChange: (value: T | undefined) => void };

/** One of a short list by the browser's own means: a page that somebody's day begins with loads no more than it must. */
export function PlainSelect<T extends string>({ label, value, options, all, onChange }: Props<T>) {
  return (
    <select aria-label={label} className={styles.select} value={value ?? ''} onChange={(event) => onChange((event.target.value || undefined) as T | undefined)}>
      <option value="">{all}</option>
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  );
}

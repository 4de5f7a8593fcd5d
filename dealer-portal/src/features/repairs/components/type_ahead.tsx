import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './type_ahead.module.css';

export type Suggestion<T> = { key: string; title: string; code?: string; aside?: string; item: T };

type Props<T> = {
  label: string;
  cell: string;
  value: string;
  suggestions: Suggestion<T>[];
  /** Whether the suggestions answer what was typed last; those that still answer an earlier text are never taken. */
  settled: boolean;
  fault?: boolean;
  placeholder?: string;
  onType: (text: string) => void;
  onChoose: (item: T) => void;
};

/** A field that finds as one types. Enter and Tab take the marked one and go on, also where it is still being looked for. */
export function TypeAhead<T>({ label, cell, value, suggestions, settled, fault, placeholder, onType, onChoose }: Props<T>) {
  const { t } = useTranslation('repairs');
  const listId = useId();
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const awaited = useRef(false);
  const open = text !== null;
  useEffect(() => {
    if (!awaited.current || !settled) return;
    awaited.current = false;
    if (suggestions[0]) onChoose(suggestions[0].item);
  });
  const find = (typed: string) => {
    awaited.current = false;
    setText(typed);
    setActive(0);
    onType(typed);
  };
  const take = (suggestion: Suggestion<T> | undefined) => {
    setText(null);
    if (suggestion) onChoose(suggestion.item);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) {
        find('');
        return;
      }
      setActive((index) => Math.max(0, Math.min(suggestions.length - 1, index + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setText(null);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && open) {
      // An empty field on Tab stays as it was.
      const wanted = event.key === 'Enter' || text !== '';
      if (wanted && !settled) awaited.current = true;
      take(wanted && settled ? suggestions[active] : undefined);
    }
  };
  return (
    <div className={styles.box} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setText(null)}>
      <input
        className={`${styles.field} ${fault ? styles.fault : ''}`}
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-invalid={fault}
        aria-activedescendant={open && suggestions[active] ? `${listId}-${active}` : undefined}
        data-cell={cell}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text ?? value}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => !open && find('')}
        onChange={(event) => find(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {open && (
        <div className={styles.list} id={listId} role="listbox" aria-label={label} onMouseDown={(event) => event.preventDefault()}>
          {suggestions.length === 0 && settled && <div className={styles.none}>{t('noSuggestion')}</div>}
          {suggestions.map((suggestion, index) => (
            <div key={suggestion.key} id={`${listId}-${index}`} className={styles.item} role="option" tabIndex={-1} aria-selected={index === active} onMouseMove={() => setActive(index)} onClick={() => take(suggestion)}>
              <span>
                {suggestion.code && <span className="mono muted">{suggestion.code} </span>}
                {suggestion.title}
              </span>
              {suggestion.aside && <small>{suggestion.aside}</small>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

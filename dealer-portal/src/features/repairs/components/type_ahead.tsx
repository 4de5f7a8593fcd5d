import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './type_ahead.module.css';

export type Suggestion<T> = { key: string; title: string; code?: string; aside?: string; item: T };

type Props<T> = {
  label: string;
  cell: string;
  value: string;
  suggestions: Suggestion<T>[];
  fault?: boolean;
  placeholder?: string;
  onType: (text: string) => void;
  onChoose: (item: T) => void;
};

/** A field that finds as one types. Enter takes the marked one; Tab does too and goes on. */
export function TypeAhead<T>({ label, cell, value, suggestions, fault, placeholder, onType, onChoose }: Props<T>) {
  const { t } = useTranslation('repairs');
  const listId = useId();
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const open = text !== null;
  const take = (suggestion: Suggestion<T> | undefined) => {
    setText(null);
    if (suggestion) onChoose(suggestion.item);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) {
        setText('');
        onType('');
        return;
      }
      setActive((index) => Math.max(0, Math.min(suggestions.length - 1, index + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setText(null);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && open) {
      // An empty field on Tab stays as it was.
      take(event.key === 'Tab' && text === '' ? undefined : suggestions[active]);
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
        onClick={() => {
          if (open) return;
          setText('');
          onType('');
          setActive(0);
        }}
        onChange={(event) => {
          setText(event.target.value);
          onType(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {open && (
        <div className={styles.list} id={listId} role="listbox" aria-label={label} onMouseDown={(event) => event.preventDefault()}>
          {suggestions.length === 0 && <div className={styles.none}>{t('noSuggestion')}</div>}
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

import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, call } from '@/lib/api/client';
import { useMe } from '@/lib/session';
import { useDebounced } from '@/lib/use_debounced';
import { useHotkeys } from '@/lib/use_hotkeys';
import { listHits, type Hit } from './search_hits';
import { SearchList } from './search_list';
import styles from './shell.module.css';

function useSearch(text: string) {
  const q = useDebounced(text.trim(), 160);
  return useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => call(api.GET('/search', { params: { query: { q } }, signal })),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

export function SearchBox() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const enterWhenThere = useRef(false);
  const search = useSearch(text);
  const settled = !search.isFetching && !search.isPlaceholderData;
  const hits = text.trim().length >= 2 && search.data ? listHits(search.data, me) : [];
  useHotkeys({ '/': () => field.current?.select() });

  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    setOpen(false);
    setText('');
    field.current?.blur();
    void navigate(hit.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'ArrowDown') setActive((index) => Math.min(index + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setActive((index) => Math.max(index - 1, 0));
    else if (event.key === 'Enter') {
      if (settled && hits.length > 0) go(hits[active] ?? hits[0]);
      else enterWhenThere.current = true;
    } else return;
    event.preventDefault();
  };
  // Enter pressed before the answer came opens the first hit when it does.
  if (enterWhenThere.current && settled && search.data && open) {
    enterWhenThere.current = false;
    queueMicrotask(() => go(hits[0]));
  }
  return (
    <div className={styles.search} role="search" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <span className={styles.searchIcon} aria-hidden><SearchOutlined /></span>
      <input
        ref={field}
        className={styles.searchField}
        role="combobox"
        aria-expanded={open && text.length > 0}
        aria-controls={listId}
        aria-activedescendant={open && hits[active] ? `${listId}-${active}` : undefined}
        aria-label={t('shell.searchLabel')}
        title={t('shell.searchHint')}
        placeholder={t('shell.search')}
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
          enterWhenThere.current = false;
        }}
        onKeyDown={onKeyDown}
      />
      {!text && <kbd className={styles.slash} aria-hidden>/</kbd>}
      {open && text.trim() && <SearchList id={listId} text={text.trim()} hits={hits} settled={settled} error={search.error} active={active} onActive={setActive} onGo={go} />}
    </div>
  );
}

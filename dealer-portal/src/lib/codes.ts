import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { useCallback } from 'react';

/** PART_SHORTAGE → "Part shortage": a code that no text is known for is still readable. */
export function readable(code: string): string {
  const words = code.toLowerCase().replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The words for a code of the server or the line; `group` is a branch of the common texts. */
export function useCodeWords(): (group: 'hold' | 'refusal' | 'disposition' | 'outcome', code: string) => string {
  useTranslation();
  return useCallback((group, code) => {
    const key = `code.${group}.${code}`;
    return i18n.exists(key) ? i18n.t(key as never) : readable(code);
  }, []);
}

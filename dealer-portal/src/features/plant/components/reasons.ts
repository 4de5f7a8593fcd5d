import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { readable } from '@/lib/codes';

const known = (group: 'reason' | 'advice', code: string) => i18n.exists(`${group}.${code}`, { ns: 'plant' });
const words = (group: 'reason' | 'advice', code: string) => i18n.t(`${group}.${code}` as never, { ns: 'plant' });

/** The words for why a message was set aside. */
export function useReason(): (code: string) => string {
  useTranslation('plant');
  return (code) => (known('reason', code) ? words('reason', code) : readable(code));
}

/** The fault as it was found: its code in words, then where and what. */
export function useFault(): (detail: string) => string {
  useTranslation('plant');
  return (detail) => {
    const [code = '', ...rest] = detail.split(': ');
    return known('reason', code) ? [words('reason', code), ...rest].join(' · ') : detail;
  };
}

/** What it means and what to do about it. */
export function useReasonAdvice(): (code: string) => string {
  useTranslation('plant');
  return (code) => words('advice', known('advice', code) ? code : 'OTHER');
}

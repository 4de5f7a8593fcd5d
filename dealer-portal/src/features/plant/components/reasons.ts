import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { readable } from '@/lib/codes';
import { useLanguage } from '@/lib/i18n';
import { chineseFault } from './fault_words';

const known = (group: 'reason' | 'advice', code: string) => i18n.exists(`${group}.${code}`, { ns: 'plant' });
const words = (group: 'reason' | 'advice', code: string) => i18n.t(`${group}.${code}` as never, { ns: 'plant' });

/** The words for why a message was set aside. */
export function useReason(): (code: string) => string {
  useTranslation('plant');
  return (code) => (known('reason', code) ? words('reason', code) : readable(code));
}

/** The codes with which the reader of the messages begins; the office knows them all as INVALID_MESSAGE. */
const readers = ['NOT_JSON', 'WRONG_SHAPE', 'TOO_LARGE'];

export type SetAsideFault = { reason: string; detail: string };

/** Why a message was set aside, as exactly as it is known: its kind in words, then where in it and what. */
export function useFault(): (fault: SetAsideFault) => { kind: string; what: string } {
  const language = useLanguage();
  const reason = useReason();
  return (fault) => {
    const [code = '', ...rest] = fault.detail.split(': ');
    const exact = readers.includes(code);
    if (!exact && code !== 'INVALID') return { kind: reason(fault.reason), what: fault.detail };
    const where = rest[0]?.startsWith('/') ? rest.shift() : undefined;
    const said = rest.join(': ');
    return { kind: reason(exact ? code : fault.reason), what: [where, (language === 'zh-CN' && chineseFault(said)) || said].filter(Boolean).join(' · ') };
  };
}

/** What it means and what to do about it. */
export function useReasonAdvice(): (code: string) => string {
  useTranslation('plant');
  return (code) => words('advice', known('advice', code) ? code : 'OTHER');
}

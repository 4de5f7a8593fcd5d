import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { readable } from '@/lib/codes';

/** The words for why a message was set aside. */
export function useReason(): (code: string) => string {
  useTranslation('plant');
  return (code) => (i18n.exists(`reason.${code}`, { ns: 'plant' }) ? i18n.t(`reason.${code}` as never, { ns: 'plant' }) : readable(code));
}

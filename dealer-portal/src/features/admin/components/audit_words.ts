import i18n from 'i18next';
import { useTranslation } from 'react-i18next';

const words = (key: string) => (i18n.exists(key, { ns: 'admin' }) ? i18n.t(key as never, { ns: 'admin' }) : null);

/** What was done and to what, in words; what no words are known for stays as it is written. */
export function useAuditWords() {
  useTranslation('admin');
  return {
    action: (code: string) => words(`action.${code}`) ?? code,
    subject: (text: string) => {
      const [kind = '', ...id] = text.split(' ');
      return [words(`subject.${kind}`) ?? kind, ...id].join(' ');
    },
  };
}

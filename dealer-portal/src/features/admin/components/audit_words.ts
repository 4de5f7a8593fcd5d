import i18n from 'i18next';
import { useTranslation } from 'react-i18next';

const words = (key: string): string | null => (i18n.exists(key, { ns: 'admin' }) ? i18n.t(key as never, { ns: 'admin' }) : null);

const kinds = ['repair_order', 'care_call', 'fleet', 'person', 'order', 'quote', 'customer', 'line', 'build', 'allocation', 'supplier'];

/** What was done and to what, in words; what no words are known for stays as it is written. */
export function useAuditWords() {
  useTranslation('admin');
  return {
    action: (code: string) => words(`action.${code}`) ?? code,
    subject: (text: string) => {
      const [kind = '', ...id] = text.split(' ');
      return [words(`subject.${kind}`) ?? kind, ...id].join(' ');
    },
    /** What somebody typed in words, as it is kept. */
    kept: (text: string) => {
      const [first = '', ...id] = text.split(' ');
      const kind = kinds.find((one) => words(`subject.${one}`)?.toLowerCase() === first.toLowerCase());
      return [kind ?? first, ...id].join(' ');
    },
  };
}

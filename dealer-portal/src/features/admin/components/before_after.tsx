import { useTranslation } from 'react-i18next';
import { Nothing } from '@/components/values/values';
import styles from './admin.module.css';

type Fields = Record<string, unknown>;

const asFields = (value: unknown): Fields => (value && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : value === null || value === undefined ? {} : { value });
const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What an act changed, field by field. */
export function BeforeAfter({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation('admin');
  const from = asFields(before);
  const to = asFields(after);
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((field) => shown(from[field]) !== shown(to[field]));
  if (fields.length === 0) return <Nothing />;
  return (
    <details className={styles.change}>
      <summary>{t('fieldsChanged', { count: fields.length })}</summary>
      <dl>
        {fields.map((field) => (
          <div key={field}>
            <dt className="mono">{field}</dt>
            <dd>
              {from[field] !== undefined && <del>{shown(from[field])}</del>} {to[field] !== undefined && <ins>{shown(to[field])}</ins>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/values/state_tag';
import { Nothing } from '@/components/values/values';
import type { Schemas } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import styles from './as_built.module.css';

type AsBuilt = Schemas['AsBuilt'];
type Feature = Schemas['NamedFeature'];

/** What was ordered and what was built, side by side; what differs is told by word, shape and colour. */
export function AsBuiltTable({ asBuilt, onlyDifferences = false }: { asBuilt: AsBuilt; onlyDifferences?: boolean }) {
  const { t } = useTranslation(['asBuilt', 'configurator']);
  const lines = onlyDifferences ? asBuilt.lines.filter((line) => !line.same) : asBuilt.lines;
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('ordered')}</th>
            <th scope="col">{t('built')}</th>
            <th scope="col" className={styles.aside}>{t('verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.family}-${line.ordered?.code ?? ''}-${line.built?.code ?? ''}`} className={line.same ? undefined : styles.differs}>
              <th scope="row">{t(`configurator:family.${line.family}`)}</th>
              <td><Named feature={line.ordered} /></td>
              <td><Named feature={line.built} /></td>
              <td className={styles.aside}>
                {line.same ? <Tag tone="ok">{t('same')}</Tag> : <Tag tone="bad">{verdict(line, t)}</Tag>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Texts = (key: 'missing' | 'extra' | 'other') => string;
const verdict = (line: AsBuilt['lines'][number], t: Texts) => t(line.built === null ? 'missing' : line.ordered === null ? 'extra' : 'other');

function Named({ feature }: { feature: Feature | null }) {
  const name = useName();
  if (feature === null) return <Nothing />;
  return <>{feature.name && `${name(feature.name)} `}<span className="mono muted">{feature.code}</span></>;
}

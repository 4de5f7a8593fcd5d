import { useTranslation } from 'react-i18next';
import { Exact } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import type { PromiseTask } from '../api/promises';
import styles from './promises.module.css';

/** What the customer will ask: which part the car is short of, and when it is expected back. */
export function MissingPart({ part }: { part: NonNullable<PromiseTask['missing_part']> }) {
  const { t } = useTranslation('promises');
  const name = useName();
  return (
    <dl className={styles.missing}>
      <div>
        <dt>{t('missingPart')}</dt>
        <dd>{name(part.name)} <small className="mono">{part.part_no}</small></dd>
      </div>
      <div>
        <dt>{t('expectedBack')}</dt>
        <dd>{part.expected_back ? <Exact at={part.expected_back} /> : t('backUnknown')}</dd>
      </div>
    </dl>
  );
}

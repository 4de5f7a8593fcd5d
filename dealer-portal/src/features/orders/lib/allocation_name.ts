import { useTranslation } from 'react-i18next';
import { useName } from '@/lib/i18n';
import type { Allocation } from '../api/life';

/** Which models a row is about: one, all, or all that have no row of their own. */
export function useAllocationName() {
  const { t } = useTranslation('life');
  const name = useName();
  return (row: Allocation, rows: Allocation[]) => {
    if (row.model_name) return `${name(row.model_name)} ${row.model_year}`;
    return rows.some((other) => other.dealer.id === row.dealer.id && other.model !== null) ? t('otherModels') : t('allModels');
  };
}

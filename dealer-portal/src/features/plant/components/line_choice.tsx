import { useTranslation } from 'react-i18next';
import { Choice } from '@/components/page/page';
import { useName } from '@/lib/i18n';
import { useOwnLines } from '../api/own_lines';

/** Which line is looked at, where there are several. */
export function LineChoice() {
  const { t } = useTranslation('plant');
  const name = useName();
  const { items, line, choose } = useOwnLines();
  if (items.length < 2) return null;
  return <Choice label={t('chooseLine')} value={line?.code ?? ''} onChange={choose} options={items.map((item) => ({ value: item.code, label: name(item.name) }))} />;
}

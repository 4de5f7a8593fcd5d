import { useTranslation } from 'react-i18next';
import { State } from '@/components/states/states';

export function Component() {
  const { t } = useTranslation();
  return <State drawing="closed" title={t('shell.noWorkplace')} text={t('shell.noWorkplaceText')} />;
}

import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page/page';
import { CarFinder } from '../components/car_finder';

export function Component() {
  const { t } = useTranslation('cars');
  return (
    <>
      <PageHeader title={t('searchTitle')} lead={t('searchLead')} />
      <CarFinder />
    </>
  );
}

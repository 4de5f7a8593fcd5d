import { useTranslation } from 'react-i18next';
import { Bones } from '@/components/states/states';
import { Day } from '@/components/values/values';
import { dayAt } from '@/lib/format';
import { useTimeZone } from '@/lib/use_format';
import { useNewOrderEta } from '../api/promises';
import styles from './promises.module.css';

type Props = { model: string; year: number; stock?: boolean; forBuyer?: boolean };

/** When a car of the model could be at this dealer if it were ordered now; a buyer who looks on is told no figure of ours. */
export function NewOrderEta({ model, year, stock = false, forBuyer = false }: Props) {
  const { t } = useTranslation('promises');
  const zone = useTimeZone();
  const eta = useNewOrderEta(model, year, stock);
  if (eta.isError) return null;
  if (!eta.data) return <Bones rows={1} />;
  const { p50_at, p90_at, ahead } = eta.data;
  if (!p50_at || !p90_at) return forBuyer ? null : <p className={styles.said}>{t('noEta.NOT_MEASURED')}</p>;
  return (
    <section className={styles.could} aria-label={t('ifOrderedNow')}>
      <dl>
        <div><dt>{t('likely')}</dt><dd><Day day={dayAt(p50_at, zone)} /></dd></div>
        <div><dt>{t('surely')}</dt><dd title={t('surelyMeaning')}><Day day={dayAt(p90_at, zone)} />{t('surelyBefore')}</dd></div>
      </dl>
      <p>{forBuyer || ahead === 0 ? t('ifOrderedNow') : `${t('ifOrderedNow')}${t('aheadNow', { count: ahead })}`}</p>
    </section>
  );
}

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CarDrawing } from '@/components/car/car_drawing';
import { Panel } from '@/components/page/page';
import { Bones, ProblemState } from '@/components/states/states';
import { useName } from '@/lib/i18n';
import { useFormat } from '@/lib/use_format';
import { useModels } from '../api/catalog';
import styles from './configurator.module.css';

type Props = { model: string | null; year: number | null; onChoose: (model: string, year: number) => void };

export function ModelPicker({ model, year, onChoose }: Props) {
  const { t } = useTranslation('configurator');
  const name = useName();
  const { money } = useFormat();
  const group = useId();
  const models = useModels();
  return (
    <Panel title={t('model')}>
      {models.isPending && <Bones rows={3} />}
      {models.isError && <ProblemState error={models.error} onRetry={() => void models.refetch()} />}
      <div className={styles.models} role="radiogroup" aria-label={t('model')}>
        {models.data?.items.map((item) => (
          <label key={`${item.code}${item.model_year}`} className={`${styles.option} ${styles.model}`}>
            <input
              type="radio"
              name={group}
              checked={item.code === model && item.model_year === year}
              onChange={() => onChoose(item.code, item.model_year)}
              aria-label={name(item.name)}
            />
            <span aria-hidden>
              <CarDrawing label="" look={{ bodyStyle: item.body_style, colour: '#a9b1bf', wheels: 'classic', roof: 'body', rails: false }} />
            </span>
            <span className={styles.optionName}>{name(item.name)}</span>
            <small>{t('from', { price: money(item.price_from, item.currency) })}</small>
          </label>
        ))}
      </div>
    </Panel>
  );
}

import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { CarDrawing } from '@/components/car/car_drawing';
import { Bones } from '@/components/states/states';
import { Money } from '@/components/values/values';
import { NewOrderEta } from '@/features/promises';
import { useName } from '@/lib/i18n';
import { useHotkeys } from '@/lib/use_hotkeys';
import { useTitle } from '@/lib/use_title';
import { useCheck, useModel } from '../api/catalog';
import { carLook } from '../lib/car_look';
import { useOrderDraft } from '../lib/order_draft';
import { byCode, choose, featuresOf } from '../lib/selection';
import styles from './show.module.css';

/** The car and its price, with nothing around it that is not the buyer's. */
export function Component() {
  const { t } = useTranslation('configurator');
  const name = useName();
  const navigate = useNavigate();
  const [draft, setDraft] = useOrderDraft();
  const model = useModel(draft.model, draft.modelYear).data;
  const check = useCheck(draft.model ?? '', draft.modelYear ?? 0, draft.features).data;
  const leave = () => void navigate('/orders/new');
  useHotkeys({ Escape: leave });
  useTitle(model ? name(model.name) : '');
  if (!draft.model) return <Navigate to="/orders/new" replace />;
  if (!model) return <Bones rows={8} />;
  const features = draft.features.flatMap((code) => byCode(model, code) ?? []);
  const paint = features.find((feature) => feature.family === 'EXTERIOR_COLOUR');
  const choosePaint = (code: string) => setDraft((previous) => ({ ...previous, features: choose(model, previous.features, code) }));
  return (
    <main className={styles.page}>
      <div className={styles.head}>
        <div>
          <h1>{name(model.name)}</h1>
          <p>{paint && name(paint.name)}</p>
        </div>
        <Button icon={<CloseOutlined />} onClick={leave}>{t('endShow')}</Button>
      </div>
      <div>
        <CarDrawing className={styles.car} label={t('carLabel', { model: name(model.name), colour: paint ? name(paint.name) : '' })} look={carLook(model.body_style, [...features, ...(check?.lines.filter((line) => line.included) ?? [])])} />
        <div className={styles.paints} role="radiogroup" aria-label={t('family.EXTERIOR_COLOUR')}>
          {featuresOf(model, 'EXTERIOR_COLOUR').map((feature) => (
            <button key={feature.code} type="button" role="radio" aria-checked={feature.code === paint?.code} aria-label={name(feature.name)} title={name(feature.name)} className={styles.paint} style={{ background: feature.swatch ?? undefined }} onClick={() => choosePaint(feature.code)} />
          ))}
        </div>
      </div>
      <div className={styles.foot}>
        <ul className={styles.features} aria-label={t('equipment')}>
          {(check?.lines ?? []).map((line) => (
            <li key={line.code}>{name(line.name)}</li>
          ))}
        </ul>
        <div className={styles.price}>
          <NewOrderEta model={model.code} year={model.model_year} forBuyer />
          <span className="muted">{t('total')}</span>
          {check && <b><Money amount={check.total} currency={check.currency} /></b>}
        </div>
      </div>
    </main>
  );
}

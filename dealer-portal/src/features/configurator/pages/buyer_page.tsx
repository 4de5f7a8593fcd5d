import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Choice, Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote } from '@/components/states/states';
import { NewOrderEta } from '@/features/promises';
import type { OrderDraft } from '../lib/order_draft';
import { useOrderDraft } from '../lib/order_draft';
import { useCheck, useModel, type ConfigurationCheck, type Model } from '../api/catalog';
import { usePlaceOrder } from '../api/place_order';
import { BuyerPicker } from '../components/buyer_picker';
import { RequestedDate } from '../components/requested_date';
import { Summary } from '../components/summary';
import styles from '../components/configurator.module.css';

export function Component() {
  const [draft, setDraft, , forget] = useOrderDraft();
  const model = useModel(draft.model, draft.modelYear);
  const check = useCheck(draft.model ?? '', draft.modelYear ?? 0, draft.features);
  if (!draft.model || draft.features.length === 0) return <Navigate to="/orders/new" replace />;
  if (!model.data) return <Bones rows={8} />;
  return <BuyerForm model={model.data} check={check.data} draft={draft} setDraft={setDraft} forget={forget} />;
}

type Props = { model: Model; check: ConfigurationCheck | undefined; draft: OrderDraft; setDraft: ReturnType<typeof useOrderDraft>[1]; forget: () => void };

function BuyerForm({ model, check, draft, setDraft, forget }: Props) {
  const { t } = useTranslation(['configurator', 'life']);
  const navigate = useNavigate();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const place = usePlaceOrder((order) => {
    forget();
    void navigate(`/orders/${order.number}`, { state: { placed: true } });
  });
  const set = (change: Partial<OrderDraft>) => setDraft((previous) => ({ ...previous, ...change }));
  const buyerMissing = draft.kind === 'CUSTOMER' && draft.customerId === null;
  const submit = (asDraft: boolean) => {
    setTried(true);
    if (buyerMissing || !draft.requestedDate) return form.current?.scrollIntoView({ behavior: 'smooth', block: buyerMissing ? 'start' : 'end' });
    place.mutate({
      kind: draft.kind,
      model: model.code,
      model_year: model.model_year,
      features: draft.features,
      customer_id: draft.kind === 'CUSTOMER' ? (draft.customerId ?? undefined) : undefined,
      requested_date: draft.requestedDate,
      note: draft.note.trim() || undefined,
      draft: asDraft || undefined,
    });
  };
  const dateFault = place.error?.about('/requested_date') ?? (tried && !draft.requestedDate ? t('needDate') : undefined);
  return (
    <>
      <PageHeader title={t('buyerTitle')} back={{ to: '/orders/new', label: t('backToCar') }} />
      <div className={styles.layout}>
        <div className={styles.choices} ref={form}>
          <Panel title={t('forWhom')}>
            <Choice label={t('forWhom')} value={draft.kind} onChange={(kind) => set({ kind })} options={[{ value: 'CUSTOMER', label: t('kind.CUSTOMER') }, { value: 'STOCK', label: t('kind.STOCK') }]} />
            {draft.kind === 'CUSTOMER' ? (
              <BuyerPicker customerId={draft.customerId} fault={tried && buyerMissing ? t('needBuyer') : undefined} onChoose={(customerId) => set({ customerId })} />
            ) : (
              <p className="muted">{t('stockHint')}</p>
            )}
          </Panel>
          <Panel title={t('wishes')}>
            <div className={styles.stack}>
            <RequestedDate value={draft.requestedDate} fault={dateFault} onChange={(requestedDate) => set({ requestedDate })} />
            <Field label={t('note')} hint={t('noteHint')}>
              {({ id, describedBy }) => <Input.TextArea id={id} aria-describedby={describedBy} rows={3} maxLength={500} value={draft.note} onChange={(event) => set({ note: event.target.value })} />}
            </Field>
            </div>
          </Panel>
        </div>
        <Summary model={model} chosen={draft.features} check={check}>
          <NewOrderEta model={model.code} year={model.model_year} stock={draft.kind === 'STOCK'} />
          <ProblemNote error={place.error} />
          {tried && (buyerMissing || !draft.requestedDate) && <p className={styles.fault} role="alert">{[buyerMissing && t('needBuyer'), !draft.requestedDate && t('needDate')].filter(Boolean).join(t('listComma'))}</p>}
          <Button type="primary" size="large" block loading={place.isPending || place.isSuccess} disabled={!check?.valid} onClick={() => submit(false)}>
            {t('place')}
          </Button>
          <Button size="large" block disabled={!check?.valid || place.isPending || place.isSuccess} onClick={() => submit(true)}>{t('life:saveDraft')}</Button>
          {draft.kind === 'CUSTOMER' && <ButtonLink to="/quotes/new" size="large" block>{t('saveAsQuote')}</ButtonLink>}
          <p className="muted">{t('placeHint')}</p>
        </Summary>
      </div>
    </>
  );
}

import { EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Panel, PageHeader } from '@/components/page/page';
import { Bones, ProblemState, State } from '@/components/states/states';
import { NewOrderEta } from '@/features/promises';
import { useModel } from '../api/catalog';
import { useOrderToRepeat } from '../api/place_order';
import { Configurator } from '../components/configurator';
import { ModelPicker } from '../components/model_picker';
import { draftOf, useOrderDraft } from '../lib/order_draft';
import { byCode, startingFeatures } from '../lib/selection';
import styles from '../components/configurator.module.css';

export function Component() {
  const { t } = useTranslation('configurator');
  const navigate = useNavigate();
  const [draft, setDraft, discard] = useOrderDraft();
  const model = useModel(draft.model, draft.modelYear);
  useBuyerFromAddress(setDraft);
  const again = useOrderAgain(setDraft);
  const loaded = model.data;
  useEffect(() => {
    if (!loaded) return;
    // A draft from yesterday may name what the catalogue no longer has.
    setDraft((previous) => {
      const known = previous.features.filter((code) => byCode(loaded, code));
      return { ...previous, features: known.length > 0 ? known : startingFeatures(loaded) };
    });
  }, [loaded, setDraft]);
  const picker = <ModelPicker model={draft.model} year={draft.modelYear} onChoose={(code, year) => setDraft((previous) => ({ ...previous, model: code, modelYear: year, features: [] }))} />;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {draft.model && <Button onClick={discard}>{t('startOver')}</Button>}
        {draft.model && (
          <ButtonLink to="/orders/new/show" icon={<EyeOutlined />}>{t('show')}</ButtonLink>
        )}
      </PageHeader>
      {again.error && <ProblemState error={again.error} />}
      {again.isPending && <Panel><Bones rows={8} /></Panel>}
      {!again.isPending && (loaded ? (
        <Configurator
          model={loaded}
          chosen={draft.features}
          onChange={(features) => setDraft((previous) => ({ ...previous, features }))}
          before={picker}
          footer={({ check, settled }) => (
            <>
              <NewOrderEta model={loaded.code} year={loaded.model_year} />
              <Button type="primary" size="large" block disabled={!settled || !check?.valid} onClick={() => void navigate('/orders/new/buyer')}>
                {t('next')}
              </Button>
              <Button size="large" block disabled={!settled || !check?.valid} onClick={() => void navigate('/quotes/new')}>{t('saveAsQuote')}</Button>
            </>
          )}
        />
      ) : (
        <div className={styles.choices}>
          {picker}
          {draft.model && model.isPending && <Panel><Bones rows={8} /></Panel>}
          {model.isError && <ProblemState error={model.error} onRetry={() => void model.refetch()} />}
          {!draft.model && <State drawing="empty" title={t('chooseModel')} text={t('chooseModelText')} />}
        </div>
      ))}
    </>
  );
}

/** An order that came to nothing begins the next one: its car, its buyer and its note, at today's prices. */
function useOrderAgain(setDraft: ReturnType<typeof useOrderDraft>[1]) {
  const [search, setSearch] = useSearchParams();
  const number = search.get('again');
  const order = useOrderToRepeat(number);
  const before = order.data;
  useEffect(() => {
    if (!before) return;
    setDraft(() => draftOf(before));
    setSearch({}, { replace: true });
  }, [before, setDraft, setSearch]);
  return { isPending: number !== null && order.isPending, error: order.error };
}

/** A customer found by the search comes here as the buyer. */
function useBuyerFromAddress(setDraft: ReturnType<typeof useOrderDraft>[1]) {
  const [search, setSearch] = useSearchParams();
  const customer = Number(search.get('customer'));
  useEffect(() => {
    if (!Number.isInteger(customer) || customer <= 0) return;
    setDraft((previous) => ({ ...previous, kind: 'CUSTOMER', customerId: customer }));
    setSearch({}, { replace: true });
  }, [customer, setDraft, setSearch]);
}

import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote } from '@/components/states/states';
import { BuyerPicker, ConfigureLayout, Summary, useCheck, useModel, useOrderDraft, type ConfigurationCheck, type Model } from '@/features/configurator';
import { useMe } from '@/lib/session';
import { useDraft } from '@/lib/use_draft';
import { useMakeQuote, useQuoteLimits } from '../api/quotes';
import { Sums } from '../components/sums';
import { TermsFields } from '../components/terms_fields';
import { blankTerms, standing } from '../lib/terms';

export function Component() {
  const [draft] = useOrderDraft();
  const model = useModel(draft.model, draft.modelYear);
  const check = useCheck(draft.model ?? '', draft.modelYear ?? 0, draft.features);
  if (!draft.model || draft.features.length === 0) return <Navigate to="/orders/new" replace />;
  if (!model.data) return <Bones rows={8} />;
  return <QuoteForm model={model.data} check={check.data} />;
}

function QuoteForm({ model, check }: { model: Model; check: ConfigurationCheck | undefined }) {
  const { t } = useTranslation(['quotes', 'configurator']);
  const navigate = useNavigate();
  const me = useMe();
  const [draft, setDraft, , forgetCar] = useOrderDraft();
  const [terms, setTerms, , forgetTerms] = useDraft(`marque.quote-draft.${me.id}`, blankTerms);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const limits = useQuoteLimits().data;
  const make = useMakeQuote((quote) => {
    forgetCar();
    forgetTerms();
    void navigate(`/quotes/${quote.number}`);
  });
  const stands = check && limits ? standing(terms.discount, check.total, limits) : 'within';
  const usable = stands === 'within' || stands === 'approval';
  const submit = () => {
    setTried(true);
    if (draft.customerId === null) return form.current?.scrollIntoView({ behavior: 'smooth', block: 'start' });
    make.mutate({
      model: model.code,
      model_year: model.model_year,
      features: draft.features,
      customer_id: draft.customerId,
      discount: terms.discount || undefined,
      valid_until: terms.validUntil ?? undefined,
      note: terms.note.trim() || undefined,
    });
  };
  const choices = (
    <div ref={form} style={{ display: 'grid', gap: 16, scrollMarginTop: 70 }}>
      <Panel title={t('forWhom')}>
        <BuyerPicker customerId={draft.customerId} fault={tried && draft.customerId === null ? t('configurator:needBuyer') : undefined} onChoose={(customerId) => setDraft((previous) => ({ ...previous, kind: 'CUSTOMER', customerId }))} />
      </Panel>
      <Panel title={t('terms')}>
        {check ? <TermsFields terms={terms} listPrice={check.total} currency={check.currency} limits={limits} fault={(pointer) => make.error?.about(pointer)} onChange={(change) => setTerms((previous) => ({ ...previous, ...change }))} /> : <Bones rows={4} />}
      </Panel>
    </div>
  );
  return (
    <>
      <PageHeader title={t('newTitle')} lead={t('newLead')} back={{ to: '/orders/new', label: t('configurator:backToCar') }} />
      <ConfigureLayout
        choices={choices}
        stage={
          <Summary model={model} chosen={draft.features} check={check}>
            {check && <Sums listPrice={check.total} discount={usable ? terms.discount : ''} currency={check.currency} />}
            <ProblemNote error={make.error} />
            <Button type="primary" size="large" block loading={make.isPending || make.isSuccess} disabled={!check?.valid || !usable} onClick={submit}>
              {stands === 'approval' ? t('saveForApproval') : t('save')}
            </Button>
            <p className="muted">{stands === 'approval' ? t('saveForApprovalHint') : t('saveHint')}</p>
          </Summary>
        }
      />
    </>
  );
}

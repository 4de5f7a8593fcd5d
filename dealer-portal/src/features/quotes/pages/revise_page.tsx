import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { PageHeader } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { Configurator, useModel, type ConfigurationCheck, type Model } from '@/features/configurator';
import { useMe } from '@/lib/session';
import { useQuote, useQuoteLimits, useReviseQuote, type Quote } from '../api/quotes';
import { Sums } from '../components/sums';
import { TermsFields } from '../components/terms_fields';
import { standing, type Terms } from '../lib/terms';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('quotes');
  const quote = useQuote(number);
  const model = useModel(quote.data?.model ?? null, quote.data?.model_year ?? null);
  const failed = quote.error ?? model.error;
  const may = quote.data?.actions.includes('REVISE');
  return (
    <>
      <PageHeader title={t('reviseTitle', { number })} lead={t('reviseLead')} back={{ to: `/quotes/${number}`, label: number }} />
      {failed && <ProblemState error={failed} />}
      {quote.data && !may && <State drawing="closed" title={t('closed')} text={t('closedText')} />}
      {!failed && !(quote.data && model.data) && <Bones rows={10} />}
      {may && quote.data && model.data && <ReviseForm quote={quote.data} model={model.data} />}
    </>
  );
}

function ReviseForm({ quote, model }: { quote: Quote; model: Model }) {
  const known = (code: string) => model.features.some((feature) => feature.code === code);
  const [chosen, setChosen] = useState(() => quote.lines.filter((line) => !line.included && known(line.code)).map((line) => line.code));
  const [terms, setTerms] = useState<Terms>({ discount: Number(quote.discount) === 0 ? '' : quote.discount, validUntil: null, note: quote.note });
  return (
    <Configurator
      model={model}
      chosen={chosen}
      onChange={setChosen}
      footer={({ check, settled }) => (check ? <Offer {...{ quote, chosen, terms, check, settled }} onChange={(change) => setTerms((previous) => ({ ...previous, ...change }))} /> : null)}
    />
  );
}

type OfferProps = { quote: Quote; chosen: string[]; terms: Terms; check: ConfigurationCheck; settled: boolean; onChange: (change: Partial<Terms>) => void };

function Offer({ quote, chosen, terms, check, settled, onChange }: OfferProps) {
  const { t } = useTranslation('quotes');
  const navigate = useNavigate();
  const all = useQuoteLimits().data;
  const me = useMe();
  const limits = all && quote.salesperson.id !== me.id ? { ...all, percent: all.others_percent } : all;
  const revise = useReviseQuote(quote.number, () => void navigate(`/quotes/${quote.number}`));
  const stands = limits ? standing(terms.discount, check.total, limits) : 'within';
  const usable = stands === 'within' || stands === 'approval';
  const submit = () =>
    revise.mutate({ version: quote.version, features: chosen, discount: terms.discount || undefined, valid_until: terms.validUntil ?? undefined, note: terms.note.trim() || undefined });
  return (
    <>
      <TermsFields terms={terms} listPrice={check.total} currency={check.currency} limits={limits} fault={(pointer) => revise.error?.about(pointer)} onChange={onChange} />
      <Sums listPrice={check.total} discount={usable ? terms.discount : ''} currency={check.currency} />
      <ProblemNote error={revise.error} />
      <Button type="primary" size="large" block loading={revise.isPending || revise.isSuccess} disabled={!settled || !check.valid || !usable} onClick={submit}>
        {stands === 'approval' ? t('saveForApproval') : t('saveRevision')}
      </Button>
    </>
  );
}

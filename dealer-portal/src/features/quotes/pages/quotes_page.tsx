import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { Choice, PageHeader } from '@/components/page/page';
import { State } from '@/components/states/states';
import { EndlessTable } from '@/components/table/endless_table';
import { hasRole, useMe } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';
import { useLiveQuotes } from '../api/live';
import { quoteStates, useQuotes, type QuoteState } from '../api/quotes';
import { useQuoteColumns } from '../components/quote_columns';

const whose = ['mine'] as const;

export function Component() {
  const { t } = useTranslation('quotes');
  const navigate = useNavigate();
  const me = useMe();
  const seller = hasRole(me, 'SALESPERSON', 'DEALER_MANAGER');
  const [state, setState] = useFilter('state', quoteStates);
  const [mine, setMine] = useFilter('whose', whose);
  const quotes = useQuotes({ state, mine: mine ? true : undefined });
  const columns = useQuoteColumns(!seller);
  useLiveQuotes();
  const filtered = Boolean(state || mine);
  return (
    <>
      <PageHeader title={t('quotes')}>
        {seller && <ButtonLink to="/orders/new" type="primary" icon={<PlusOutlined />}>{t('newQuote')}</ButtonLink>}
      </PageHeader>
      <EndlessTable
        name="quotes"
        label={t('quotes')}
        columns={columns}
        query={quotes}
        rowKey={(row) => row.number}
        onOpen={(row) => void navigate(`/quotes/${row.number}`)}
        filters={
          <>
            <Select
              aria-label={t('filterState')}
              style={{ minWidth: 150 }}
              value={state ?? ''}
              onChange={(value: QuoteState | '') => setState(value || undefined)}
              options={[{ value: '' as QuoteState | '', label: t('allStates') }, ...quoteStates.map((value) => ({ value, label: t(`state.${value}`) }))]}
            />
            {seller && <Choice label={t('filterWhose')} value={mine ?? 'all'} onChange={(value) => setMine(value === 'mine' ? 'mine' : undefined)} options={[{ value: 'all', label: t('whole') }, { value: 'mine', label: t('mine') }]} />}
          </>
        }
        empty={
          <State drawing="empty" title={filtered ? t('noMatches') : t('noQuotes')} text={filtered ? t('noMatchesText') : t('noQuotesText')}>
            {filtered && <Button onClick={() => void navigate('/quotes')}>{t('clearFilters')}</Button>}
          </State>
        }
      />
    </>
  );
}

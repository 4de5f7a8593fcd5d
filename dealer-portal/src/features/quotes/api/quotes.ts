import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { Schemas } from '@/lib/api/types';
import { usePages } from '@/lib/api/use_pages';

export type Quote = Schemas['Quote'];
export type QuoteSummary = Schemas['QuoteSummary'];
export type QuoteState = Schemas['QuoteState'];
export type QuoteLimits = Schemas['QuoteLimits'];

export const quoteStates: QuoteState[] = ['OPEN', 'WAITING_APPROVAL', 'APPROVED', 'DECLINED', 'EXPIRED', 'ORDERED', 'WITHDRAWN'];

export const quoteKey = (number: string) => ['quote', number] as const;

export function useQuotes(filter: { state?: QuoteState; mine?: boolean; limit?: number }) {
  return usePages(['quotes', 'list', filter], (cursor, signal) =>
    call(api.GET('/quotes', { params: { query: { state: filter.state, mine: filter.mine, cursor, limit: filter.limit ?? 50 } }, signal })),
  );
}

export function useQuote(number: string) {
  return useQuery({
    queryKey: quoteKey(number),
    queryFn: () => call(api.GET('/quotes/{number}', { params: { path: { number } } })),
  });
}

export function useQuoteLimits() {
  return useQuery({ queryKey: ['quotes', 'limits'], queryFn: () => call(api.GET('/quotes/limits')), staleTime: 5 * 60_000 });
}

/** The address of what the buyer is given; the browser opens it by itself. */
export const documentAddress = (number: string, language: 'zh-CN' | 'en') => `/api/v1/quotes/${number}/document?language=${language}`;

/** An act on quotes: creates once, and leaves the quote as the server now has it in view. */
function useQuoteAct<Body>(send: (body: Body, key: string) => Promise<Quote>, onDone: (quote: Quote) => void) {
  const client = useQueryClient();
  return useCreate<Quote, Body>(send, {
    onSuccess: (quote) => {
      client.setQueryData(quoteKey(quote.number), quote);
      void client.invalidateQueries({ queryKey: ['quotes', 'list'] });
      if (quote.state === 'ORDERED') void client.invalidateQueries({ queryKey: ['orders'] });
      onDone(quote);
    },
  });
}

const target = (number: string, key: string) => ({ params: { path: { number }, header: { 'Idempotency-Key': key } } });

export const useMakeQuote = (onDone: (quote: Quote) => void) =>
  useQuoteAct<Schemas['MakeQuote']>((body, key) => call(api.POST('/quotes', { body, params: { header: { 'Idempotency-Key': key } } })), onDone);

export const useReviseQuote = (number: string, onDone: (quote: Quote) => void) =>
  useQuoteAct<Schemas['ReviseQuote']>((body, key) => call(api.POST('/quotes/{number}/revisions', { body, ...target(number, key) })), onDone);

export const useApproveQuote = (number: string, onDone: (quote: Quote) => void) =>
  useQuoteAct<Schemas['DecideQuote']>((body, key) => call(api.POST('/quotes/{number}/approval', { body, ...target(number, key) })), onDone);

export const useDeclineQuote = (number: string, onDone: (quote: Quote) => void) =>
  useQuoteAct<Schemas['DeclineQuote']>((body, key) => call(api.POST('/quotes/{number}/refusal', { body, ...target(number, key) })), onDone);

export const useWithdrawQuote = (number: string, onDone: (quote: Quote) => void) =>
  useQuoteAct<Schemas['DecideQuote']>((body, key) => call(api.POST('/quotes/{number}/withdrawal', { body, ...target(number, key) })), onDone);

export const useOrderQuote = (number: string, onDone: (quote: Quote) => void) =>
  useQuoteAct<Schemas['OrderQuote']>((body, key) => call(api.POST('/quotes/{number}/order', { body, ...target(number, key) })), onDone);

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Model = Schemas['Model'];
export type Feature = Schemas['Feature'];
export type FeatureFamily = Schemas['FeatureFamily'];
export type ConfigurationCheck = Schemas['ConfigurationCheck'];
export type RuleConflict = Schemas['RuleConflict'];
export type PriceLine = Schemas['PriceLine'];

export function useModels() {
  return useQuery({
    queryKey: ['catalog', 'models'],
    queryFn: () => call(api.GET('/catalog/models')),
    staleTime: 10 * 60_000,
  });
}

export function useModel(model: string | null, year: number | null) {
  return useQuery({
    queryKey: ['catalog', 'model', model, year],
    queryFn: () => call(api.GET('/catalog/models/{model}/{year}', { params: { path: { model: model ?? '', year: year ?? 0 } } })),
    enabled: model !== null && year !== null,
    staleTime: 10 * 60_000,
  });
}

/** The server's verdict and price, of an order's change where there is an order; the last one stays in view while the next is on its way. */
export function useCheck(model: string, year: number, features: string[], order?: string) {
  return useQuery({
    queryKey: ['catalog', 'check', model, year, [...features].sort(), order],
    queryFn: ({ signal }) =>
      order === undefined
        ? call(api.POST('/catalog/configurations/check', { body: { model, model_year: year, features }, signal }))
        : call(api.POST('/orders/{number}/configuration-check', { body: { features }, params: { path: { number: order } }, signal })),
    enabled: features.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

import type { Order } from '@/lib/api/types';
import { useMe } from '@/lib/session';
import { useDraft } from '@/lib/use_draft';

export type OrderDraft = {
  model: string | null;
  modelYear: number | null;
  features: string[];
  kind: 'CUSTOMER' | 'STOCK';
  customerId: number | null;
  requestedDate: string | null;
  note: string;
};

const blank: OrderDraft = { model: null, modelYear: null, features: [], kind: 'CUSTOMER', customerId: null, requestedDate: null, note: '' };

/** A new order like one that came to nothing; its date is asked for anew. */
export function draftOf(order: Order): OrderDraft {
  const current = order.configurations.find((configuration) => configuration.state === 'CURRENT');
  return {
    model: order.model,
    modelYear: order.model_year,
    features: (current?.lines ?? []).filter((line) => !line.included).map((line) => line.code),
    kind: order.kind,
    customerId: order.customer?.id ?? null,
    requestedDate: null,
    note: order.note,
  };
}

/** The order being made, kept on this device for this person until it is placed. */
export function useOrderDraft() {
  const me = useMe();
  return useDraft<OrderDraft>(`marque.order-draft.${me.id}`, blank);
}

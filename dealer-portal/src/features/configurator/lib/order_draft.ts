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

/** The order being made, kept on this device for this person until it is placed. */
export function useOrderDraft() {
  const me = useMe();
  return useDraft<OrderDraft>(`marque.order-draft.${me.id}`, blank);
}

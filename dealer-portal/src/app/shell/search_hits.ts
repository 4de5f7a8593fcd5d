import type { Schemas } from '@/lib/api/types';
import type { Me, Name, OrderState } from '@/lib/api/types';
import { hasRole } from '@/lib/session';

export type Hit = {
  key: string;
  group: 'orders' | 'vehicles' | 'customers';
  to: string;
  title: string;
  model?: Name;
  detail: string;
  state?: OrderState;
};

/** The server's hits as one list, in the order of its groups. */
export function listHits(result: Schemas['SearchResult'], me: Me): Hit[] {
  const orders = result.orders.map((order): Hit => ({
    key: `o${order.number}`,
    group: 'orders',
    to: `/orders/${order.number}`,
    title: order.number,
    model: order.model_name,
    detail: [order.customer_name, order.build_id, order.vin].filter(Boolean).join(' · '),
    state: order.state,
  }));
  const vehicles = result.vehicles.map((car): Hit => ({
    key: `v${car.vin}`,
    group: 'vehicles',
    to: `/cars/${car.vin}`,
    title: car.vin,
    model: car.model_name,
    detail: car.plate ?? '',
  }));
  const buyers = hasRole(me, 'SALESPERSON', 'DEALER_MANAGER') ? result.customers : [];
  const customers = buyers.map((customer): Hit => ({
    key: `c${customer.id}`,
    group: 'customers',
    to: `/orders/new?customer=${customer.id}`,
    title: customer.name,
    detail: customer.phone,
  }));
  return [...orders, ...vehicles, ...customers];
}

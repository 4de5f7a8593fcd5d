import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { FeedEvent, Order, OrderSummary } from '@/lib/api/types';
import { useFeed } from '@/lib/live/use_feed';
import { useSoon } from '@/lib/use_soon';
import { patchOrder, patchRow } from './patches';
import { orderKey } from './orders';

/** Moves one order with the line: what an event says is shown at once, the rest is read anew shortly after. */
export function useLiveOrder(number: string) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: orderKey(number) });
  const soon = useSoon(refresh, 700);
  useFeed(`order:${number}`, {
    onEvent: (event) => {
      const order = client.getQueryData<Order>(orderKey(number));
      if (!order || !concerns(event, order)) return;
      client.setQueryData<Order>(orderKey(number), patchOrder(order, event));
      soon();
    },
    onReset: refresh,
  });
}

const concerns = (event: FeedEvent, order: Order) =>
  event.order_number === order.number || (event.build_id !== undefined && event.build_id === order.build_id);

type Pages = InfiniteData<{ items: OrderSummary[]; next: string | null }>;

/** Moves the rows of every list of orders in view. */
export function useLiveOrders() {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['orders'] });
    void client.invalidateQueries({ queryKey: ['allocations'] });
  };
  const soon = useSoon(refresh, 2500);
  useFeed('dealer', {
    onEvent: (event) => {
      client.setQueriesData<Pages>({ queryKey: ['orders', 'list'] }, (data) =>
        data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map((row) => patchRow(row, event)) })) },
      );
      if (event.kind !== 'STATION' && event.kind !== 'QUOTE') soon();
    },
    onReset: refresh,
  });
}

import { useQueryClient } from '@tanstack/react-query';
import { useFeed } from '@/lib/live/use_feed';
import { useSoon } from '@/lib/use_soon';
import { quoteKey } from './quotes';

/** Every list of quotes in view is read anew when one of one's own dealer or region is made, or becomes another. */
export function useLiveQuotes() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ['quotes', 'list'] });
  const soon = useSoon(refresh, 400);
  useFeed('dealer', { onEvent: (event) => event.kind === 'QUOTE' && soon(), onReset: refresh });
}

/** The quote in view follows what a colleague does with it. */
export function useLiveQuote(number: string) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: quoteKey(number) });
  const soon = useSoon(refresh, 400);
  useFeed('dealer', { onEvent: (event) => event.kind === 'QUOTE' && event.quote_number === number && soon(), onReset: refresh });
}

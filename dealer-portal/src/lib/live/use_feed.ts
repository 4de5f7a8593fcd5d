import { useEffect, useRef, useSyncExternalStore } from 'react';
import { feed, type FeedListener, type FeedState } from './feed';

/** Follows a topic (`order:NUMBER`, `dealer`, `line:CODE`) while the page is open; null follows nothing. */
export function useFeed(topic: string | null, listener: FeedListener) {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    if (!topic) return;
    return feed.join(topic, {
      onEvent: (event) => latest.current.onEvent(event),
      onReset: () => latest.current.onReset(),
    });
  }, [topic]);
}

export function useFeedState(): FeedState {
  return useSyncExternalStore(feed.watch, () => feed.state);
}

import type { FeedEvent } from '@/lib/api/types';

export type FeedStatus = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'offline';
export type FeedState = { status: FeedStatus; lastEventAt: number | null };
export type FeedListener = {
  onEvent: (event: FeedEvent) => void;
  /** Something may have been missed: read anew. */
  onReset: () => void;
};

const kinds: FeedEvent['kind'][] = ['ORDER', 'STATION', 'PROMISE', 'QUOTE', 'PLAN'];
const settleMs = 60;
const hiddenMs = 60_000;
const maxTopics = 5;
const backoffMs = [1000, 2000, 5000, 10_000, 30_000];

/**
 * One event stream for the whole tab, over the topics that the mounted pages ask for. Browsers allow six connections
 * to a host over HTTP/1.1, so a tab that nobody looks at gives its stream back.
 */
export class Feed {
  private readonly topics = new Map<string, number>();
  private readonly listeners = new Set<FeedListener>();
  private readonly watchers = new Set<() => void>();
  private source: EventSource | null = null;
  private openTopics = '';
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  private wasOpen = false;
  state: FeedState = { status: 'idle', lastEventAt: null };

  constructor(private readonly open: (url: string) => EventSource = (url) => new EventSource(url)) {
    if (typeof document === 'undefined') return;
    document.addEventListener('visibilitychange', () => this.visibility(document.visibilityState === 'visible'));
    window.addEventListener('online', () => this.restart(0));
    window.addEventListener('offline', () => this.set('offline'));
  }

  join(topic: string, listener: FeedListener): () => void {
    this.topics.set(topic, (this.topics.get(topic) ?? 0) + 1);
    this.listeners.add(listener);
    this.restart(settleMs);
    return () => {
      const left = (this.topics.get(topic) ?? 1) - 1;
      if (left > 0) this.topics.set(topic, left);
      else this.topics.delete(topic);
      this.listeners.delete(listener);
      this.restart(settleMs);
    };
  }

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  private set(status: FeedStatus, lastEventAt = this.state.lastEventAt) {
    if (status === this.state.status && lastEventAt === this.state.lastEventAt) return;
    this.state = { status, lastEventAt };
    this.watchers.forEach((watcher) => watcher());
  }

  private restart(delay: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), delay);
  }

  private connect() {
    const wanted = [...this.topics.keys()].sort().slice(0, maxTopics);
    const query = wanted.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&');
    const running = this.source && this.source.readyState !== EventSource.CLOSED;
    if (running && query === this.openTopics) return;
    this.close();
    if (wanted.length === 0) return this.set('idle');
    this.openTopics = query;
    this.set(this.failures > 0 ? 'reconnecting' : 'connecting');
    this.listen(this.open(`/api/v1/events?${query}`));
  }

  private listen(source: EventSource) {
    this.source = source;
    source.onopen = () => {
      this.failures = 0;
      this.set('live');
      // What happened between reading the page and opening the stream is read again.
      if (this.wasOpen) this.listeners.forEach((listener) => listener.onReset());
      this.wasOpen = true;
    };
    for (const kind of kinds) source.addEventListener(kind, (message) => this.receive((message as MessageEvent<string>).data));
    source.addEventListener('heartbeat', () => this.set('live'));
    source.addEventListener('reset', () => this.listeners.forEach((listener) => listener.onReset()));
    source.onerror = () => {
      this.set(navigator.onLine === false ? 'offline' : 'reconnecting');
      if (source.readyState !== EventSource.CLOSED) return;
      const delay = backoffMs[Math.min(this.failures, backoffMs.length - 1)] ?? 30_000;
      this.failures += 1;
      this.restart(delay);
    };
  }

  private receive(data: string) {
    const event = JSON.parse(data) as FeedEvent;
    this.set('live', Date.now());
    this.listeners.forEach((listener) => listener.onEvent(event));
  }

  private close() {
    this.source?.close();
    this.source = null;
    this.openTopics = '';
  }

  private visibility(visible: boolean) {
    clearTimeout(this.hiddenTimer);
    if (visible) this.restart(0);
    else this.hiddenTimer = setTimeout(() => this.close(), hiddenMs);
  }
}

export const feed = new Feed();

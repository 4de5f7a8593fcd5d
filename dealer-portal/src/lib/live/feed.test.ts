import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Feed } from './feed';

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
  }
  close() {
    this.readyState = 2;
  }
  begin() {
    this.readyState = 1;
    this.onopen?.();
  }
  say(kind: string, data: object) {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }));
  }
  fail() {
    this.readyState = 2;
    this.onerror?.();
  }
}

let sources: FakeSource[];
const makeFeed = () =>
  new Feed((url) => {
    const source = new FakeSource(url);
    sources.push(source);
    return source as unknown as EventSource;
  });
const listener = () => ({ onEvent: vi.fn(), onReset: vi.fn() });

describe('the event stream of a tab', () => {
  beforeEach(() => {
    sources = [];
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeSource);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is one for all topics, and goes when nobody listens', () => {
    const feed = makeFeed();
    const leaveFirst = feed.join('dealer', listener());
    const leaveSecond = feed.join('order:A-1', listener());
    vi.runOnlyPendingTimers();
    expect(sources.map((source) => source.url)).toEqual(['/api/v1/events?topic=dealer&topic=order%3AA-1']);
    leaveFirst();
    leaveSecond();
    vi.runOnlyPendingTimers();
    expect(sources[0]?.readyState).toBe(2);
    expect(feed.state.status).toBe('idle');
  });

  it('hands events on and says that it is live', () => {
    const feed = makeFeed();
    const hears = listener();
    feed.join('dealer', hears);
    vi.runOnlyPendingTimers();
    sources[0]?.begin();
    sources[0]?.say('STATION', { kind: 'STATION', at: '2026-01-01T00:00:00Z' });
    expect(hears.onEvent).toHaveBeenCalledOnce();
    expect(feed.state.status).toBe('live');
  });

  it('comes back after a failure and has the pages read anew', () => {
    const feed = makeFeed();
    const hears = listener();
    feed.join('dealer', hears);
    vi.runOnlyPendingTimers();
    sources[0]?.begin();
    sources[0]?.fail();
    expect(feed.state.status).toBe('reconnecting');
    vi.runOnlyPendingTimers();
    sources[1]?.begin();
    expect(feed.state.status).toBe('live');
    expect(hears.onReset).toHaveBeenCalledOnce();
  });

  it('has the pages read anew when too much was missed', () => {
    const feed = makeFeed();
    const hears = listener();
    feed.join('dealer', hears);
    vi.runOnlyPendingTimers();
    sources[0]?.begin();
    sources[0]?.say('reset', {});
    expect(hears.onReset).toHaveBeenCalledOnce();
  });
});

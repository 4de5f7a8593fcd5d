import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, call } from '@/lib/api/client';
import type { FeedEvent, Schemas } from '@/lib/api/types';
import { useFeed } from '@/lib/live/use_feed';
import { useSoon } from '@/lib/use_soon';

export type LineBuild = Schemas['LineBuild'];

type Pages = InfiniteData<Schemas['BuildPage'], string | undefined>;
const key = (line: string) => ['line-builds', line] as const;

/** Every car in progress; all pages are read, because the view shows the whole line. */
export function useLineBuilds(line: string) {
  const query = useInfiniteQuery({
    queryKey: key(line),
    queryFn: ({ pageParam, signal }) => call(api.GET('/lines/{line}/builds', { params: { path: { line }, query: { cursor: pageParam, limit: 200 } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: line !== '',
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return { ...query, builds: query.data?.pages.flatMap((page) => page.items) ?? [] };
}

const patch = (build: LineBuild, event: FeedEvent): LineBuild => ({
  ...build,
  state: event.station_state === 'HELD' ? 'HELD' : build.state === 'HELD' || build.state === 'SCHEDULED' ? 'RUNNING' : build.state,
  station: event.station ?? build.station,
  station_state: event.station_state ?? build.station_state,
  station_since: event.at,
  pass_no: event.pass_no ?? build.pass_no,
  hold_reason: event.station_state === 'HELD' ? (event.hold_reason ?? null) : null,
});

/** Moves the cars as the line reports them. */
export function useLiveLine(line: string) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: key(line) });
  const soon = useSoon(refresh, 1500);
  useFeed(line ? `line:${line}` : null, {
    onEvent: (event) => {
      if (event.kind === 'ORDER') return soon();
      const known = client.getQueryData<Pages>(key(line))?.pages.some((page) => page.items.some((build) => build.build_id === event.build_id));
      if (!known) return soon();
      client.setQueryData<Pages>(key(line), (data) =>
        data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map((build) => (build.build_id === event.build_id ? patch(build, event) : build)) })) },
      );
    },
    onReset: refresh,
  });
}

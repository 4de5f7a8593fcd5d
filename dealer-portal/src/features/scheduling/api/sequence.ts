import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import type { ApiProblem } from '@/lib/api/problem';
import type { Schemas } from '@/lib/api/types';
import { useFeed } from '@/lib/live/use_feed';
import { useSoon } from '@/lib/use_soon';

export type Sequence = Schemas['LineSequence'];
export type SequenceCar = Schemas['SequenceCar'];
export type SequenceWindow = Schemas['SequenceWindow'];
export type SequenceChange = Schemas['SequenceChange'];
export type ChangeSequence = Schemas['ChangeSequence'];
export type Schedule = Schemas['LineSchedule'];
export type Ratio = Schemas['LineRatio'];

const sequenceKey = (line: string) => ['sequence', line] as const;
const scheduleKey = (line: string) => ['line-schedule', line] as const;

/** Page by page as it is scrolled; what is said of the whole sequence is the newest page's. */
export function useSequence(line: string) {
  return useInfiniteQuery({
    queryKey: sequenceKey(line),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => call(api.GET('/lines/{line}/sequence', { params: { path: { line }, query: { limit: 500, cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.next ?? undefined,
    select: joined,
    enabled: line !== '',
    refetchInterval: 60_000,
  });
}

/** One sequence of its pages; a car that moved from one to another between two answers stands once. */
export function joined({ pages }: { pages: Sequence[] }): Sequence {
  const whole = pages.reduce((newest, page) => (page.version >= newest.version ? page : newest));
  const known = new Set<string>();
  const items = pages.flatMap((page) => page.items).filter((car) => !known.has(car.build_id) && known.add(car.build_id));
  return { ...whole, items, next: pages[pages.length - 1]?.next ?? null };
}

/** Reads it anew when the plan changes or a car goes onto the line. */
export function useLiveSequence(line: string) {
  const client = useQueryClient();
  // A preview of an older sequence would be refused: those of the one that is shown alone are read anew.
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: sequenceKey(line) });
    const version = client.getQueryData<InfiniteData<Sequence>>(sequenceKey(line))?.pages[0]?.version;
    await client.invalidateQueries({ queryKey: ['sequence-preview', line], predicate: ({ queryKey }) => (queryKey[2] as ChangeSequence | null)?.version === version });
  };
  const soon = useSoon(() => void refresh(), 1200);
  useFeed(line ? `line:${line}` : null, { onEvent: (event) => (event.kind === 'PLAN' ? soon() : undefined), onReset: () => void refresh() });
}

export function usePreview(line: string, change: ChangeSequence | null) {
  return useQuery<SequenceChange, ApiProblem>({
    queryKey: ['sequence-preview', line, change],
    queryFn: ({ signal }) => call(api.POST('/lines/{line}/sequence/preview', { params: { path: { line } }, body: change!, signal })),
    enabled: change !== null,
    retry: false,
    staleTime: 0,
  });
}

function useAfter(line: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: sequenceKey(line) });
}

export function useChangeSequence(line: string, onDone: () => void) {
  const refresh = useAfter(line);
  return useMutation<SequenceChange, ApiProblem, ChangeSequence>({
    mutationFn: (body) => call(api.POST('/lines/{line}/sequence/changes', { params: { path: { line } }, body })),
    // The preview is left before the sequence is read, or it would be asked for once more.
    onSuccess: () => {
      onDone();
      return refresh();
    },
    onError: () => void refresh(),
  });
}

export function useSetPriority(line: string, onDone: () => void) {
  const refresh = useAfter(line);
  return useMutation<{ build_id: string; priority: number }, ApiProblem, { build_id: string; priority: number; reason: string }>({
    mutationFn: ({ build_id, ...body }) => call(api.PUT('/lines/{line}/sequence/{build_id}/priority', { params: { path: { line, build_id } }, body })),
    onSuccess: async () => {
      await refresh();
      onDone();
    },
  });
}

export function usePlanNow(line: string) {
  const refresh = useAfter(line);
  return useMutation<SequenceChange, ApiProblem, { version: number; seconds: number }>({
    mutationFn: (body) => call(api.POST('/lines/{line}/sequence/plan', { params: { path: { line } }, body })),
    onSettled: () => void refresh(),
  });
}

export function useSchedule(line: string) {
  return useQuery({
    queryKey: scheduleKey(line),
    queryFn: ({ signal }) => call(api.GET('/lines/{line}/schedule', { params: { path: { line } }, signal })),
    enabled: line !== '',
  });
}

export function useSetSchedule(line: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation<Schemas['LineScheduleView'], ApiProblem, Schedule>({
    mutationFn: (body) => call(api.PUT('/lines/{line}/schedule', { params: { path: { line } }, body })),
    onSuccess: (now) => {
      client.setQueryData(scheduleKey(line), now);
      onDone();
    },
  });
}

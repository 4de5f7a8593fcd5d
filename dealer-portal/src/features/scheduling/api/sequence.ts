import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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

/** The next five hundred cars: more than a planner looks at, and one answer. */
export function useSequence(line: string) {
  return useQuery({
    queryKey: sequenceKey(line),
    queryFn: ({ signal }) => call(api.GET('/lines/{line}/sequence', { params: { path: { line }, query: { limit: 500 } }, signal })),
    enabled: line !== '',
    refetchInterval: 60_000,
  });
}

/** Reads it anew when the plan changes or a car goes onto the line. */
export function useLiveSequence(line: string) {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: sequenceKey(line) });
    void client.invalidateQueries({ queryKey: ['sequence-preview', line] });
  };
  const soon = useSoon(refresh, 1200);
  useFeed(line ? `line:${line}` : null, { onEvent: (event) => (event.kind === 'PLAN' ? soon() : undefined), onReset: refresh });
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
    onSuccess: async () => {
      await refresh();
      onDone();
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

import { useQuery } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';
import { usePages } from '@/lib/api/use_pages';

export const answers = ['HAS', 'HAS_NOT', 'UNKNOWN'] as const;
export type Answer = (typeof answers)[number];
export type GenealogyRow = Schemas['GenealogyPage']['items'][number];
export type PartRecord = Schemas['CarGenealogy']['parts'][number];

/** What is asked; `from` and `until` are moments. */
export type Question = { line: string; part: string; lot?: string; serial?: string; from: string; until: string };

export function useSummary(question: Question | null) {
  return useQuery({
    queryKey: ['genealogy', question],
    queryFn: ({ signal }) => call(api.GET('/genealogy/summary', { params: { query: question! }, signal })),
    enabled: question !== null,
  });
}

export function useAnswer(question: Question | null, answer: Answer) {
  return usePages(['genealogy-builds', question, answer], (cursor, signal) => call(api.GET('/genealogy/builds', { params: { query: { ...question!, answer, cursor } }, signal })), question !== null);
}

export function useCarGenealogy(car: string) {
  return useQuery({
    queryKey: ['car-genealogy', car],
    queryFn: () => call(api.GET('/genealogy/cars/{car}', { params: { path: { car } } })),
    retry: false,
  });
}

/** All of an answer, read page by page until it ends, as one file. */
export async function fetchWholeTable(question: Question, answer: Answer): Promise<Blob> {
  const parts: string[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ ...question, answer, ...(cursor ? { cursor } : {}) });
    const reply = await fetch(`/api/v1/genealogy/builds.csv?${query.toString()}`, { credentials: 'same-origin' });
    if (!reply.ok) throw new Error(String(reply.status));
    parts.push(await reply.text());
    cursor = reply.headers.get('Next-Cursor') ?? undefined;
  } while (cursor);
  // Reading text takes the mark away by which a spreadsheet knows UTF-8.
  return new Blob([`\ufeff${parts.join('')}`], { type: 'text/csv;charset=utf-8' });
}

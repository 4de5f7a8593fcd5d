import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

type Page<Row> = { items: Row[]; next: string | null };

/** All pages read so far of a list that pages by key, as one list. */
export function usePages<Row>(key: QueryKey, read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>, enabled = true, refetchInterval?: number) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: (data) => ({ items: data.pages.flatMap((page) => page.items) }),
    enabled,
    refetchInterval,
  });
}

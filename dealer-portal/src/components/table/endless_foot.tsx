import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Bones } from '@/components/states/states';
import styles from './table.module.css';

type Query = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage'>;

/** The end of a list: fetches on as it comes near, and says honestly how much is shown. */
export function EndlessFoot({ query, count }: { query: Query; count: number }) {
  const { t } = useTranslation();
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const ref = useRef<HTMLDivElement>(null);
  const wanted = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    const mark = ref.current;
    if (!mark || !wanted || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), { rootMargin: '600px' });
    observer.observe(mark);
    return () => observer.disconnect();
  }, [wanted, fetchNextPage]);
  return (
    <div ref={ref} className={styles.foot}>
      {isFetchingNextPage && <Bones rows={2} />}
      {isFetchNextPageError && (
        <>
          {t('table.moreFailed')} <Button size="small" onClick={() => void fetchNextPage()}>{t('tryAgain')}</Button>
        </>
      )}
      {!isFetchingNextPage && !isFetchNextPageError && (hasNextPage ? t('table.shownSoFar', { count }) : t('table.allShown', { count }))}
    </div>
  );
}

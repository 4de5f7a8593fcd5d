import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { BrandMark } from '@/components/brand/brand_mark';
import { ButtonLink } from '@/components/page/button_link';
import { ProblemState, State } from '@/components/states/states';
import { ApiProblem } from '@/lib/api/problem';

/** What stands where a page failed to be drawn. */
export function CrashPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  const reload = () => window.location.reload();
  if (error instanceof ApiProblem) return <ProblemState error={error} onRetry={reload} />;
  return (
    <State drawing="broken" title={t('state.crashed')} text={t('state.crashedText')}>
      <Button onClick={reload}>{t('state.reload')}</Button>
    </State>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <State drawing="missing" title={t('state.notFound')} text={t('state.notFoundText')}>
      <ButtonLink to="/">{t('toStart')}</ButtonLink>
    </State>
  );
}

/** Before the first page is there: the mark where it will stay, and nothing that would jump. */
export function ShellFallback() {
  return (
    <div style={{ minHeight: '100vh', padding: '16px 18px' }} aria-busy="true">
      <BrandMark />
    </div>
  );
}

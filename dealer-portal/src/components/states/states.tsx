import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/page/button_link';
import { CopyText } from '@/components/values/copy_text';
import { ApiProblem } from '@/lib/api/problem';
import { drawings, type Drawing } from './drawings';
import styles from './states.module.css';

type StateProps = { drawing: Drawing; title: string; text?: ReactNode; children?: ReactNode; request?: string | null };

/** A page or panel with nothing to show says why, and what to do. */
export function State({ drawing, title, text, children, request }: StateProps) {
  return (
    <div className={styles.state}>
      {drawings[drawing]}
      <div className={styles.title}>{title}</div>
      {text && <div className={styles.text}>{text}</div>}
      {children && <div className={styles.actions}>{children}</div>}
      {request && <RequestId id={request} />}
    </div>
  );
}

export function RequestId({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <span className={styles.request}>
      {t('requestId')} <CopyText text={id} what={t('requestId')} />
    </span>
  );
}

/** What a page shows when its data could not be read. */
export function ProblemState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  const home = (
    <ButtonLink to="/" type="default">{t('toStart')}</ButtonLink>
  );
  if (problem?.status === 404)
    return <State drawing="missing" title={t('state.notFound')} text={problem.message || t('state.notFoundText')} request={problem.requestId}>{home}</State>;
  if (problem?.status === 403)
    return <State drawing="closed" title={t('state.forbidden')} text={problem.message || t('state.forbiddenText')} request={problem.requestId}>{home}</State>;
  const unreachable = problem?.status === 0;
  return (
    <State
      drawing="broken"
      title={unreachable ? t('state.unreachable') : t('state.error')}
      text={unreachable ? t('state.unreachableText') : problem?.message || t('state.errorText')}
      request={problem?.requestId}
    >
      {onRetry && <Button onClick={onRetry}>{t('tryAgain')}</Button>}
    </State>
  );
}

/** A refusal beside the act that met it. */
export function ProblemNote({ error }: { error: ApiProblem | null | undefined }) {
  const { t } = useTranslation();
  const [read, setRead] = useState<ApiProblem | null>(null);
  if (!error) return null;
  if (error.versions && read === error) return <p className={styles.readAgain} role="status">{t('stale.read', { now: error.versions.now })}</p>;
  return (
    <div className={styles.problem} role="alert">
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden>
        <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M8 4v5M8 11v1.4" stroke="currentColor" strokeWidth="1.8" />
      </svg>
      <div>
        {error.status === 0 ? t('state.unreachableText') : error.message || t('state.errorText')}
        {error.fields.length > 0 && (
          <ul>
            {error.fields.map((field) => (
              <li key={field.pointer + field.code}>{field.detail}</li>
            ))}
          </ul>
        )}
      </div>
      {error.versions && <ReadAgain onRead={() => setRead(error)} />}
      {error.requestId && (
        <div className={styles.problemRequest}>
          {t('requestId')} <CopyText text={error.requestId} what={t('requestId')} />
        </div>
      )}
    </div>
  );
}

/** What the page has is read again; what was typed into it stays. */
function ReadAgain({ onRead }: { onRead: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reading, setReading] = useState(false);
  const readAgain = async () => {
    setReading(true);
    await client.refetchQueries({ type: 'active' });
    onRead();
  };
  return (
    <div className={styles.stale}>
      <Button size="small" loading={reading} onClick={() => void readAgain()}>{t('stale.readAgain')}</Button>
    </div>
  );
}

/** Where text will stand. */
export function Bones({ rows = 4, widths }: { rows?: number; widths?: number[] }) {
  const { t } = useTranslation();
  const pattern = widths ?? [62, 88, 74, 93, 55, 81];
  return (
    <div className={styles.skeleton} role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.bone} style={{ width: `${pattern[index % pattern.length]}%` }} />
      ))}
    </div>
  );
}

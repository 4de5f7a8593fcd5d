import { Button, Popconfirm, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState } from '@/components/states/states';
import { Tag, type Tone } from '@/components/values/state_tag';
import { Ago, Nothing } from '@/components/values/values';
import { hasRole, useMe } from '@/lib/session';
import { useMakeToken, usePushAgain, useSupplierLink, type Push, type SupplierLink } from '../api/supplier_link';
import { WebhookForm } from './webhook_form';
import styles from './materials.module.css';

const tones: Record<Push['state'], Tone> = { WAITING: 'warn', DELIVERED: 'ok', GIVEN_UP: 'bad' };

/** How the supplier gets its call-offs by itself, and whether it has got the newest one. */
export function SupplierLinkPanel({ line, supplier }: { line: string; supplier: string }) {
  const { t } = useTranslation('materials');
  const link = useSupplierLink(line, supplier);
  return (
    <Panel title={t('link.title')}>
      {link.isPending && <Bones rows={3} />}
      {link.isError && <ProblemState error={link.error} onRetry={() => void link.refetch()} />}
      {link.data && <Link line={line} supplier={supplier} link={link.data} />}
    </Panel>
  );
}

function Link({ line, supplier, link }: { line: string; supplier: string; link: SupplierLink }) {
  const { t } = useTranslation('materials');
  const [editing, edit] = useState(false);
  const may = hasRole(useMe(), 'PLANT_PLANNER');
  return (
    <div className={styles.stack}>
      <Facts
        facts={[
          { label: t('link.url'), value: link.url ? <span className="mono">{link.url}</span> : t('link.noUrl'), wide: true },
          { label: t('link.outcome'), value: link.push ? <Outcome push={link.push} /> : <Nothing />, wide: true },
          { label: t('link.token'), value: link.token_made_at ? <>{t('link.tokenBy', { name: link.token_made_by })} <Ago at={link.token_made_at} /></> : t('link.noToken'), wide: true },
        ]}
      />
      {may && editing && <WebhookForm line={line} supplier={supplier} link={link} onDone={() => edit(false)} />}
      {may && !editing && <Acts line={line} supplier={supplier} link={link} onEdit={() => edit(true)} />}
    </div>
  );
}

function Outcome({ push }: { push: Push }) {
  const { t } = useTranslation('materials');
  const failed = push.tries > 0 && push.state !== 'DELIVERED';
  return (
    <>
      <Tag tone={tones[push.state]}>{t(`link.state.${push.state}`, { version: push.version })}</Tag>
      {push.state === 'DELIVERED' && push.delivered_at && <> <Ago at={push.delivered_at} /></>}
      {failed && (
        <div className={styles.small}>
          {push.status ? t('link.answered', { status: push.status }) : t(push.fault && /certificate/i.test(push.fault) ? 'link.untrusted' : 'link.unreachable', { fault: push.fault ?? '' })}
          {' · '}{t('link.tries', { count: push.tries })}
          {push.delivered_version && <> · {t('link.lastDelivered', { version: push.delivered_version })}</>}
        </div>
      )}
    </>
  );
}

function Acts({ line, supplier, link, onEdit }: { line: string; supplier: string; link: SupplierLink; onEdit: () => void }) {
  const { t } = useTranslation('materials');
  const token = useMakeToken(line, supplier);
  const push = usePushAgain(line, supplier);
  const make = <Button loading={token.isPending} onClick={link.token_made_at ? undefined : () => token.mutate()}>{t('link.makeToken')}</Button>;
  return (
    <>
      {token.data && (
        <div role="status">
          <p className={styles.note}>{t('link.tokenOnce')}</p>
          <Typography.Text code copyable>{token.data.token}</Typography.Text>
        </div>
      )}
      <ProblemNote error={token.error ?? push.error} />
      <div className={styles.acts}>
        <Button onClick={onEdit}>{t('link.setUrl')}</Button>
        {link.url && <Button loading={push.isPending} onClick={() => push.mutate()}>{t('link.pushNow')}</Button>}
        {link.token_made_at ? (
          <Popconfirm title={t('link.renewTitle')} description={t('link.renewText')} okText={t('link.makeToken')} cancelText={t('leaveIt')} onConfirm={() => token.mutate()}>{make}</Popconfirm>
        ) : make}
      </div>
    </>
  );
}

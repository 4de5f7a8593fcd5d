import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ButtonLink } from '@/components/page/button_link';
import { PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState } from '@/components/states/states';
import { Tag } from '@/components/values/state_tag';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useReturnToWork, useStaffMember, type HandedOver, type Staff } from '../api/staff';
import { HandOverForm } from '../components/hand_over_form';
import { Holdings } from '../components/holdings';
import styles from '../components/staff.module.css';
import '../texts';

/** One person of the dealer: what hangs on them, and how it passes on. */
export function Component() {
  const { t } = useTranslation('staff');
  const id = Number(useParams().id);
  const person = useStaffMember(id);
  const [done, setDone] = useState<HandedOver | null>(null);
  if (person.isError) return <ProblemState error={person.error} onRetry={() => void person.refetch()} />;
  if (!person.data) return <><PageHeader title={t('staff')} /><Panel><Bones rows={6} /></Panel></>;
  if (done) return <Done done={done} />;
  return <Member person={person.data} onDone={setDone} />;
}

function Member({ person, onDone }: { person: Staff; onDone: (done: HandedOver) => void }) {
  const { t } = useTranslation(['staff', 'common']);
  const name = useName();
  const manages = hasRole(useMe(), 'DEALER_MANAGER', 'ADMINISTRATOR');
  const { orders, drafts, quotes, customers } = person.holdings;
  const left = !person.active;
  const empty = orders + drafts + quotes + customers === 0;
  return (
    <>
      <PageHeader
        title={person.name}
        tag={<Tag tone={left ? 'neutral' : 'ok'}>{t(left ? 'left' : 'here')}</Tag>}
        lead={`${person.roles.map((role) => t(`common:role.${role}`)).join(t('listComma'))} · ${name(person.organisation_name)} · ${person.sign_in_name}`}
        back={{ to: '/staff', label: t('staff') }}
      >
        {left && manages && <Return person={person} />}
      </PageHeader>
      <div className={styles.page}>
        <Panel title={t('hangs')}>
          <Holdings holdings={person.holdings} person={person.id} />
        </Panel>
        {manages && !(left && empty) && (
          <Panel title={t('handOver')}>
            <HandOverForm key={person.version} person={person} onDone={onDone} />
          </Panel>
        )}
      </div>
    </>
  );
}

function Return({ person }: { person: Staff }) {
  const { t } = useTranslation('staff');
  const back = useReturnToWork(person.id);
  return (
    <>
      <ProblemNote error={back.error} />
      <Button loading={back.isPending} onClick={() => back.mutate({ version: person.version })}>{t('reopen')}</Button>
    </>
  );
}

function Done({ done }: { done: HandedOver }) {
  const { t } = useTranslation('staff');
  return (
    <>
      <PageHeader title={t('doneTitle', { name: done.person.name })} back={{ to: '/staff', label: t('staff') }} />
      <Panel>
        <div className={styles.done} role="status">
          {done.successors.length > 0 && <p>{t('doneTo', { names: done.successors.map((one) => one.name).join(t('listComma')) })}</p>}
          {done.successors.length > 0 && <Holdings holdings={done.moved} />}
          {!done.person.active && <p>{t('doneClosed', { name: done.person.name })}</p>}
          <div className={styles.actions}>
            <ButtonLink to="/staff" type="primary">{t('backToStaff')}</ButtonLink>
          </div>
        </div>
      </Panel>
    </>
  );
}

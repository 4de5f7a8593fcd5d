import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/page/page';
import { Bones } from '@/components/states/states';
import { Tag, type Tone } from '@/components/values/state_tag';
import { Day } from '@/components/values/values';
import type { Role, Schemas } from '@/lib/api/types';
import { useCodeWords } from '@/lib/codes';
import { useName } from '@/lib/i18n';
import { hasRole, useMe } from '@/lib/session';
import { useCarePlan } from '../api/cars';
import styles from './car.module.css';

const tones: Record<Schemas['CareCallState'], Tone> = { PLANNED: 'neutral', CLAIMED: 'accent', DONE: 'ok', DROPPED: 'neutral' };

/** Calls planned and made for the present owner; left out for those who may not see them. */
export function CarePlanPanel({ vin }: { vin: string }) {
  return hasRole(useMe(), ...readers) ? <CarePlan vin={vin} /> : null;
}

const readers: Role[] = ['CARE_AGENT', 'CUSTOMER_MANAGER', 'CARE_LEAD', 'SERVICE_ADVISER', 'TECHNICIAN', 'STATION_MANAGER', 'SALESPERSON', 'DEALER_MANAGER', 'ADMINISTRATOR', 'AUDITOR'];

function CarePlan({ vin }: { vin: string }) {
  const { t } = useTranslation('cars');
  const name = useName();
  const words = useCodeWords();
  const plan = useCarePlan(vin);
  if (plan.isError) return null;
  return (
    <Panel title={t('carePlan')}>
      {plan.isPending && <Bones rows={3} />}
      {plan.data?.items.length === 0 && <p className="muted">{t('noCarePlan')}</p>}
      <ul className={styles.plan}>
        {plan.data?.items.map((item) => (
          <li key={item.id}>
            <span>
              {name(item.rule.name)}
              <br />
              <Tag tone={tones[item.state]}>{item.outcome ? words('outcome', item.outcome) : t(`callState.${item.state}`)}</Tag>
            </span>
            <Day day={item.due_on} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

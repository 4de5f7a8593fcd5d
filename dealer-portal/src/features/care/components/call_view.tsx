import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Facts, Panel } from '@/components/page/page';
import { CopyText } from '@/components/values/copy_text';
import { Tag } from '@/components/values/state_tag';
import { Day, Exact, Km, Vin } from '@/components/values/values';
import { useCodeWords } from '@/lib/codes';
import { formatPhone } from '@/lib/format';
import { useName } from '@/lib/i18n';
import type { CareCall } from '../api/calls';
import styles from './care.module.css';

/** Who is called. */
export function Person({ call }: { call: CareCall }) {
  const { t } = useTranslation(['care', 'common']);
  const { customer } = call;
  return (
    <Panel>
      <div className={styles.person}>
        <h2>{customer.name}</h2>
        <CopyText text={customer.phone} what={t('phone')}>
          <a className={styles.phone} href={`tel:${customer.phone}`}>{formatPhone(customer.phone)}</a>
        </CopyText>
      </div>
      <p className="muted">
        {t('localTime', { time: customer.local_time })} · {t(`common:shell.languageName.${customer.locale}`)} · {t('due')} <Day day={call.due_on} />
      </p>
      {customer.do_not_call && <div className={styles.dontCall} role="alert">{t('doNotCall')}</div>}
    </Panel>
  );
}

export function CarFacts({ call }: { call: CareCall }) {
  const { t } = useTranslation(['care', 'common']);
  const name = useName();
  const { vehicle } = call;
  return (
    <Panel title={t('carTitle')}>
      <Facts
        facts={[
          { label: t('car'), value: <Link to={`/cars/${vehicle.vin}`}>{name(vehicle.model_name)} {vehicle.plate ?? ''}</Link> },
          { label: t('common:vin'), value: <Vin vin={vehicle.vin} />, wide: true },
          { label: t('odometer'), value: <><Km km={vehicle.odometer_km} /> {vehicle.odometer_on && <span className="muted"><Day day={vehicle.odometer_on} /></span>}</> },
          { label: t('delivered'), value: <><Day day={vehicle.delivered_on} /> {vehicle.dealer && <span className="muted">{t('handedOverBy', { dealer: name(vehicle.dealer.name) })}</span>}</>, wide: true },
        ]}
      />
    </Panel>
  );
}

/** Why this call, why now. */
export function Why({ call }: { call: CareCall }) {
  const { t } = useTranslation('care');
  const name = useName();
  return (
    <Panel title={t('why')} aside={<Tag tone="accent">{name(call.rule.name)}</Tag>}>
      <ol className={styles.facts}>
        {call.facts.map((fact) => (
          <li key={fact.zh}><span>{name(fact)}</span></li>
        ))}
      </ol>
    </Panel>
  );
}

/** What to say, and what was said before. The script is in the customer's language. */
export function ScriptAndHistory({ call }: { call: CareCall }) {
  const { t } = useTranslation('care');
  const words = useCodeWords();
  const script = call.customer.locale === 'en' ? call.script.en : call.script.zh;
  return (
    <div className={styles.stack}>
      <Panel title={t('script')}>
        <p className={styles.script} lang={call.customer.locale}>{script}</p>
      </Panel>
      <Panel title={t('before')}>
        {call.attempts.length === 0 && <p className="muted">{t('noAttempts')}</p>}
        <ol className={styles.attempts}>
          {[...call.attempts].reverse().map((attempt) => (
            <li key={attempt.at}>
              <b>{words('outcome', attempt.outcome)}</b>
              <div className="muted"><Exact at={attempt.at} /> · {attempt.agent}</div>
              {attempt.note && <p>{attempt.note}</p>}
              {attempt.next_at && <div className="muted">{t('nextAt')} <Exact at={attempt.next_at} /></div>}
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}

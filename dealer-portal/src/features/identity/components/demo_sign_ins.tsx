import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { useDemoSignIns } from '../api/sign_in';
import styles from '../pages/sign_in.module.css';

export type DemoSignIn = Schemas['DemoSignIns']['items'][number];
type Props = { pending: boolean; onChoose: (item: DemoSignIn) => void };

/** The first person of every role comes first: one for each workplace. */
function firstOfRoles(items: DemoSignIn[]): DemoSignIn[] {
  const roles = new Set<string>();
  return items.filter((item) => !roles.has(item.role) && roles.add(item.role));
}

export function DemoSignIns({ pending, onChoose }: Props) {
  const { t } = useTranslation(['identity', 'common']);
  const name = useName();
  const items = useDemoSignIns();
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const first = firstOfRoles(items);
  const shown = all ? [...first, ...items.filter((item) => !first.includes(item))] : first;
  return (
    <section className={styles.demo} aria-label={t('demo')}>
      <h3>{t('demo')}</h3>
      <p>{t('demoHint')}</p>
      <div className={styles.people}>
        {shown.map((item) => (
          <button key={item.sign_in_name} type="button" className={styles.person} disabled={pending} onClick={() => onChoose(item)} title={`${item.sign_in_name} · ${name(item.organisation)}`}>
            <span className={styles.avatar} aria-hidden>
              {item.name.slice(0, 1)}
            </span>
            <b>{t(`common:role.${item.role}`)}</b>
            <span>{`${item.name} · ${name(item.organisation)}`}</span>
          </button>
        ))}
      </div>
      {!all && shown.length < items.length && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t('demoOthers')} {items.length - shown.length}
        </button>
      )}
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { ProblemNote } from '@/components/states/states';
import { OrderStateTag } from '@/components/values/state_tag';
import { Vin } from '@/components/values/values';
import { ApiProblem } from '@/lib/api/problem';
import { useName } from '@/lib/i18n';
import type { Hit } from './search_hits';
import styles from './shell.module.css';

type Props = {
  id: string;
  text: string;
  hits: Hit[];
  settled: boolean;
  error: unknown;
  active: number;
  onActive: (index: number) => void;
  onGo: (hit: Hit) => void;
};

const titles = { orders: 'shell.searchOrders', vehicles: 'shell.searchVehicles', customers: 'shell.searchCustomers' } as const;

export function SearchList({ id, text, hits, settled, error, active, onActive, onGo }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const note = () => {
    if (error instanceof ApiProblem) return <ProblemNote error={error} />;
    if (text.length < 2) return t('shell.searchShort');
    if (!settled) return t('shell.searching');
    return t('shell.searchNone', { q: text });
  };
  return (
    <div className={styles.hits} id={id} role="listbox" aria-label={t('shell.searchLabel')} onMouseDown={(event) => event.preventDefault()}>
      {hits.length === 0 && <div className={styles.hitNote} role="status">{note()}</div>}
      {hits.map((hit, index) => (
        <div key={hit.key} role="presentation">
          {hits[index - 1]?.group !== hit.group && <div className={styles.hitGroup} role="presentation">{t(titles[hit.group])}</div>}
          <div
            id={`${id}-${index}`}
            className={styles.hit}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseMove={() => onActive(index)}
            onClick={() => onGo(hit)}
          >
            <b>{hit.group === 'vehicles' ? <Vin vin={hit.title} copy={false} /> : hit.title}{hit.model && <span className="muted"> {name(hit.model)}</span>}</b>
            {hit.detail && <small>{hit.detail}</small>}
            {hit.state && <span className={styles.hitAside}><OrderStateTag state={hit.state} /></span>}
          </div>
        </div>
      ))}
    </div>
  );
}

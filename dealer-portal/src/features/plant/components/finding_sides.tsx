import { useTranslation } from 'react-i18next';
import { Ago, Nothing } from '@/components/values/values';
import { readable } from '@/lib/codes';
import type { Finding, Side } from '../api/reconciliation';
import { useReason } from './reasons';
import styles from './plant.module.css';

const members = ['build_id', 'order_number', 'version', 'last_seq', 'vin', 'state', 'since'] as const;
type Member = (typeof members)[number];

/** What the office says beside what the line says, for the points that have to do with the difference. */
export function FindingSides({ finding }: { finding: Finding }) {
  const { t } = useTranslation('plant');
  const shown = members.filter((member) => finding.ours[member] !== null || finding.theirs[member] !== null);
  if (shown.length === 0) return null;
  return (
    <table className={styles.sides}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('ours')}</th>
          <th scope="col">{t('theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((member) => (
          <tr key={member}>
            <th scope="row">{t(`side.${member}`)}</th>
            <td><Value side={finding.ours} member={member} /></td>
            <td><Value side={finding.theirs} member={member} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ side, member }: { side: Side; member: Member }) {
  const { t, i18n } = useTranslation('plant');
  const reason = useReason();
  const value = side[member];
  if (value === null || value === undefined) return <Nothing />;
  if (member === 'since') return <Ago at={String(value)} />;
  if (member !== 'state') return <span className="mono">{value}</span>;
  const code = String(value);
  if (i18n.exists(`buildState.${code}`, { ns: 'plant' })) return t(`buildState.${code}` as never);
  return i18n.exists(`reason.${code}`, { ns: 'plant' }) ? reason(code) : readable(code);
}

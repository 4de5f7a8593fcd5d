import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useCodeWords } from '@/lib/codes';
import { useName } from '@/lib/i18n';
import type { LineBuild } from '../api/line';
import styles from './plant.module.css';

/** One car on the line: its paint, the tail of its build ID, and whether it moves. */
export function CarChip({ build }: { build: LineBuild }) {
  const { t } = useTranslation(['plant', 'common']);
  const name = useName();
  const words = useCodeWords();
  const held = build.state === 'HELD';
  const between = build.station_state === 'COMPLETED';
  const tail = build.build_id.slice(-4);
  const what = [build.build_id, name(build.model_name), name(build.colour.name), name(build.dealer.name), held && words('hold', build.hold_reason ?? 'UNKNOWN'), build.pass_no > 1 && t('pass', { pass: build.pass_no })].filter(Boolean).join(' · ');
  return (
    <Link to={`/orders/${build.order_number}`} className={[styles.car, held && styles.held, between && !held && styles.waiting, build.pass_no > 1 && styles.rework].filter(Boolean).join(' ')} title={what}>
      <i style={{ background: build.colour.swatch ?? undefined }} aria-hidden />
      {held && <svg width="7" height="9" viewBox="0 0 7 9" aria-hidden><path d="M1.5 0v9M5.5 0v9" stroke="currentColor" strokeWidth="2" /></svg>}
      {tail}
      <span className="sr-only">{what}</span>
    </Link>
  );
}

import { Link } from 'react-router';
import { hasRole, useMe } from '@/lib/session';

/** A build ID, and the way to all that went into the car for those who may see it. */
export function BuildLink({ build }: { build: string }) {
  const may = hasRole(useMe(), 'PLANT_PLANNER', 'ADMINISTRATOR', 'AUDITOR', 'TECHNICAL_ENGINEER');
  return may ? <Link className="mono" to={`/plant/genealogy/${encodeURIComponent(build)}`}>{build}</Link> : <span className="mono">{build}</span>;
}

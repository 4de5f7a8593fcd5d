import type { Me, Role } from '@/lib/api/types';
import { hasRole } from '@/lib/session';

export type PageKey =
  | 'today' | 'orders' | 'quotes' | 'newOrder' | 'fleets' | 'staff' | 'region' | 'counter' | 'carSearch' | 'careQueue'
  | 'line' | 'sequence' | 'holds' | 'callOffs' | 'shortages' | 'genealogy' | 'setAside' | 'reconciliation' | 'people' | 'catalog' | 'organisations' | 'audit' | 'clock';
export type WorkplaceKey = 'dealer' | 'service' | 'cars' | 'care' | 'plant' | 'admin';
type Page = { key: PageKey; path: string; roles?: Role[]; demo?: boolean };
type Workplace = { key: WorkplaceKey; roles: Role[]; pages: Page[] };

const sales: Role[] = ['SALESPERSON', 'DEALER_MANAGER'];
const service: Role[] = ['SERVICE_ADVISER', 'TECHNICIAN', 'STATION_MANAGER'];
const care: Role[] = ['CARE_AGENT', 'CUSTOMER_MANAGER', 'CARE_LEAD'];

/** In the order in which they stand, and in which a person of several roles lands. */
const workplaces: Workplace[] = [
  {
    key: 'dealer',
    roles: [...sales, 'REGIONAL_MANAGER'],
    pages: [
      { key: 'region', path: '/region', roles: ['REGIONAL_MANAGER'] },
      { key: 'today', path: '/dealer/today' },
      { key: 'orders', path: '/orders' },
      { key: 'quotes', path: '/quotes' },
      { key: 'newOrder', path: '/orders/new', roles: sales },
      { key: 'fleets', path: '/fleet-orders' },
      { key: 'staff', path: '/staff', roles: ['DEALER_MANAGER'] },
    ],
  },
  { key: 'service', roles: service, pages: [{ key: 'counter', path: '/service' }] },
  { key: 'care', roles: care, pages: [{ key: 'careQueue', path: '/care' }] },
  {
    key: 'plant',
    roles: ['PLANT_PLANNER'],
    pages: [
      { key: 'line', path: '/plant/line' },
      { key: 'sequence', path: '/plant/sequence' },
      { key: 'holds', path: '/plant/holds' },
      { key: 'callOffs', path: '/plant/call-offs' },
      { key: 'shortages', path: '/plant/shortages' },
      { key: 'genealogy', path: '/plant/genealogy' },
      { key: 'setAside', path: '/plant/set-aside' },
      { key: 'reconciliation', path: '/plant/reconciliation' },
      { key: 'orders', path: '/orders' },
    ],
  },
  {
    key: 'admin',
    roles: ['ADMINISTRATOR', 'AUDITOR'],
    pages: [
      { key: 'people', path: '/admin/people', roles: ['ADMINISTRATOR'] },
      { key: 'staff', path: '/staff' },
      { key: 'catalog', path: '/admin/catalog' },
      { key: 'organisations', path: '/admin/organisations' },
      { key: 'audit', path: '/admin/audit' },
      { key: 'clock', path: '/admin/clock', roles: ['ADMINISTRATOR'] },
    ],
  },
  { key: 'cars', roles: ['TECHNICAL_ENGINEER'], pages: [{ key: 'carSearch', path: '/cars' }, { key: 'genealogy', path: '/plant/genealogy' }] },
];

export function openTo(me: Me): Workplace[] {
  return workplaces
    .filter((workplace) => hasRole(me, ...workplace.roles))
    .map((workplace) => ({ ...workplace, pages: workplace.pages.filter((page) => !page.roles || hasRole(me, ...page.roles)) }));
}

/** Where a person's day begins. */
export const landing = (me: Me): string | undefined => openTo(me)[0]?.pages[0]?.path;

/** The topic that keeps the shell's light honest for this person. */
export function homeTopic(me: Me): string | null {
  if (hasRole(me, ...sales, 'REGIONAL_MANAGER')) return 'dealer';
  return null;
}

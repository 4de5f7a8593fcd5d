import {
  AppstoreOutlined, AuditOutlined, BarChartOutlined, CarOutlined, ClockCircleOutlined, ClusterOutlined, ContainerOutlined, CustomerServiceOutlined, FileTextOutlined, ScheduleOutlined, PauseCircleOutlined, SwapOutlined,
  InboxOutlined, OrderedListOutlined, ProfileOutlined, PlusSquareOutlined, SolutionOutlined, TeamOutlined, ToolOutlined, BranchesOutlined,
} from '@ant-design/icons';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { AttentionBadge } from '@/features/plant';
import type { Me } from '@/lib/api/types';
import { hasRole } from '@/lib/session';
import { openTo, type PageKey } from '../workplaces';
import styles from './shell.module.css';

const CallBadge = lazy(() => import('@/features/promises').then((promises) => ({ default: promises.CallBadge })));

const icons: Record<PageKey, ReactNode> = {
  today: <AppstoreOutlined aria-hidden />,
  orders: <OrderedListOutlined aria-hidden />,
  quotes: <FileTextOutlined aria-hidden />,
  newOrder: <PlusSquareOutlined aria-hidden />,
  fleets: <ContainerOutlined aria-hidden />,
  region: <BarChartOutlined aria-hidden />,
  staff: <SolutionOutlined aria-hidden />,
  counter: <ToolOutlined aria-hidden />,
  carSearch: <CarOutlined aria-hidden />,
  careQueue: <CustomerServiceOutlined aria-hidden />,
  line: <BranchesOutlined aria-hidden />,
  sequence: <ScheduleOutlined aria-hidden />,
  holds: <PauseCircleOutlined aria-hidden />,
  callOffs: <ContainerOutlined aria-hidden />,
  shortages: <ToolOutlined aria-hidden />,
  genealogy: <ClusterOutlined aria-hidden />,
  setAside: <InboxOutlined aria-hidden />,
  reconciliation: <SwapOutlined aria-hidden />,
  people: <TeamOutlined aria-hidden />,
  catalog: <ProfileOutlined aria-hidden />,
  organisations: <ClusterOutlined aria-hidden />,
  audit: <AuditOutlined aria-hidden />,
  clock: <ClockCircleOutlined aria-hidden />,
};

/** Pages on which things wait for the planner. */
const badges: Partial<Record<PageKey, 'set_aside' | 'findings' | 'held'>> = { holds: 'held', setAside: 'set_aside', reconciliation: 'findings' };

export function SideNav({ me }: { me: Me }) {
  const { t } = useTranslation();
  return openTo(me).map((workplace) => (
    <section key={workplace.key} className={styles.group}>
      <h2>{t(`shell.workplace.${workplace.key}`)}</h2>
      <ul>
        {workplace.pages.map((page) => (
          <li key={page.key}>
            <NavLink to={page.path} end={page.path === '/orders/new' || page.path === '/orders'} className={styles.link}>
              {icons[page.key]}
              {t(`shell.page.${page.key}`)}
              {badges[page.key] && <AttentionBadge of={badges[page.key]!} />}
              {page.key === 'today' && hasRole(me, 'SALESPERSON', 'DEALER_MANAGER') && <Suspense><CallBadge /></Suspense>}
            </NavLink>
          </li>
        ))}
      </ul>
    </section>
  ));
}

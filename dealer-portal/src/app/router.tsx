import type { QueryClient } from '@tanstack/react-query';
import { createBrowserRouter, redirect, type RouteObject } from 'react-router';
import { setLanguage, languageWasChosen } from '@/lib/i18n';
import { meQuery } from '@/lib/session';
import { CrashPage, NotFoundPage, ShellFallback } from './error_pages';
import { landing } from './workplaces';

const pages: RouteObject[] = [
  { path: 'dealer/today', lazy: () => import('@/features/orders/pages/today_page') },
  { path: 'orders', lazy: () => import('@/features/orders/pages/orders_page') },
  { path: 'orders/new', lazy: () => import('@/features/configurator/pages/configure_page') },
  { path: 'orders/new/buyer', lazy: () => import('@/features/configurator/pages/buyer_page') },
  { path: 'orders/:number', lazy: () => import('@/features/orders/pages/order_page') },
  { path: 'region', lazy: () => import('@/features/orders/pages/region_page') },
  { path: 'fleet-orders', lazy: () => import('@/features/orders/pages/fleets_page') },
  { path: 'fleet-orders/new', lazy: () => import('@/features/orders/pages/new_fleet_page') },
  { path: 'fleet-orders/:number', lazy: () => import('@/features/orders/pages/fleet_page') },
  { path: 'orders/:number/buyer', lazy: () => import('@/features/orders/pages/buyer_change_page') },
  { path: 'orders/:number/destination', lazy: () => import('@/features/orders/pages/destination_page') },
  { path: 'orders/:number/hold', lazy: () => import('@/features/orders/pages/hold_page') },
  { path: 'orders/:number/change', lazy: () => import('@/features/orders/pages/change_page') },
  { path: 'orders/:number/cancel', lazy: () => import('@/features/orders/pages/cancel_page') },
  { path: 'orders/:number/sign-off', lazy: () => import('@/features/orders/pages/sign_off_page') },
  { path: 'orders/:number/hand-over', lazy: () => import('@/features/orders/pages/hand_over_page') },
  { path: 'quotes', lazy: () => import('@/features/quotes/pages/quotes_page') },
  { path: 'quotes/new', lazy: () => import('@/features/quotes/pages/new_quote_page') },
  { path: 'quotes/:number', lazy: () => import('@/features/quotes/pages/quote_page') },
  { path: 'quotes/:number/revise', lazy: () => import('@/features/quotes/pages/revise_page') },
  { path: 'quotes/:number/order', lazy: () => import('@/features/quotes/pages/order_quote_page') },
  { path: 'quotes/:number/withdraw', lazy: () => import('@/features/quotes/pages/withdraw_page') },
  { path: 'promise-tasks/:id', lazy: () => import('@/features/promises/pages/task_page') },
  { path: 'orders/:number/swap', lazy: () => import('@/features/swaps/pages/swap_page') },
  { path: 'staff', lazy: () => import('@/features/staff/pages/staff_page') },
  { path: 'staff/:id', lazy: () => import('@/features/staff/pages/hand_over_work_page') },
  { path: 'service', lazy: () => import('@/features/repairs/pages/counter_page') },
  { path: 'cars', lazy: () => import('@/features/cars/pages/car_search_page') },
  { path: 'cars/:vin', lazy: () => import('@/features/cars/pages/car_page') },
  { path: 'cars/:vin/repair', lazy: () => import('@/features/repairs/pages/open_repair_page') },
  { path: 'repair-orders/:number', lazy: () => import('@/features/repairs/pages/repair_order_page') },
  { path: 'care/calls?/:id?', lazy: () => import('@/features/care/pages/queue_page') },
  { path: 'plant/line', lazy: () => import('@/features/plant/pages/line_page') },
  { path: 'plant/holds', lazy: () => import('@/features/plant/pages/holds_page') },
  { path: 'plant/sequence', lazy: () => import('@/features/scheduling/pages/sequence_page') },
  { path: 'plant/sequence/settings', lazy: () => import('@/features/scheduling/pages/schedule_page') },
  { path: 'plant/set-aside', lazy: () => import('@/features/plant/pages/set_aside_page') },
  { path: 'plant/call-offs', lazy: () => import('@/features/materials/pages/call_offs_page') },
  { path: 'plant/call-offs/:supplier', lazy: () => import('@/features/materials/pages/call_off_page') },
  { path: 'plant/genealogy', lazy: () => import('@/features/materials/pages/genealogy_page') },
  { path: 'plant/genealogy/:car', lazy: () => import('@/features/materials/pages/car_genealogy_page') },
  { path: 'plant/shortages', lazy: () => import('@/features/materials/pages/shortages_page') },
  { path: 'plant/shortages/:id', lazy: () => import('@/features/materials/pages/shortage_page') },
  { path: 'plant/set-aside/:id', lazy: () => import('@/features/plant/pages/set_aside_message_page') },
  { path: 'plant/reconciliation', lazy: () => import('@/features/plant/pages/reconciliation_page') },
  { path: 'admin/people', lazy: () => import('@/features/admin/pages/people_page') },
  { path: 'admin/catalog', lazy: () => import('@/features/admin/pages/catalog_page') },
  { path: 'admin/organisations', lazy: () => import('@/features/admin/pages/organisations_page') },
  { path: 'admin/audit', lazy: () => import('@/features/admin/pages/audit_page') },
  { path: 'admin/clock', lazy: () => import('@/features/admin/pages/clock_page') },
];

export function makeRouter(client: QueryClient) {
  /** Everything but the sign-in needs a person; without one the way leads there and back. */
  const requireMe = async ({ request }: { request: Request }) => {
    const me = await client.ensureQueryData(meQuery).catch((error: unknown) => {
      if (error instanceof Error && 'status' in error && error.status === 401) return null;
      throw error;
    });
    const url = new URL(request.url);
    if (!me) return redirect(url.pathname === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
    if (!languageWasChosen()) await setLanguage(me.locale, false);
    if (url.pathname === '/') return redirect(landing(me) ?? '/welcome');
    return null;
  };
  return createBrowserRouter([
    { path: '/sign-in', lazy: () => import('@/features/identity/pages/sign_in_page'), ErrorBoundary: CrashPage, HydrateFallback: ShellFallback },
    { path: '/orders/new/show', loader: requireMe, lazy: () => import('@/features/configurator/pages/show_page'), ErrorBoundary: CrashPage, HydrateFallback: ShellFallback },
    {
      path: '/',
      loader: requireMe,
      lazy: () => import('./shell/shell'),
      ErrorBoundary: CrashPage,
      HydrateFallback: ShellFallback,
      children: [
        {
          ErrorBoundary: CrashPage,
          children: [{ path: 'welcome', lazy: () => import('./no_workplace_page') }, ...pages, { path: '*', Component: NotFoundPage }],
        },
      ],
    },
  ]);
}

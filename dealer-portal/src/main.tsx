import { createRoot } from 'react-dom/client';
import type { ReactNode } from 'react';
import { startI18n } from '@/lib/i18n';
import '@/lib/theme/global.css';

/** A buyer's phone loads nothing of the portal but the buyer's page. */
async function chosen(): Promise<ReactNode> {
  const token = /^\/t\/([\w-]+)\/?$/.exec(window.location.pathname)?.[1];
  if (token) {
    const { BuyerApp } = await import('@/features/tracking/pages/buyer_page');
    return <BuyerApp token={token} />;
  }
  const { Providers } = await import('@/app/providers');
  return <Providers />;
}

void Promise.all([chosen(), startI18n()]).then(([page]) => {
  const root = document.getElementById('root');
  if (root) createRoot(root).render(page);
});

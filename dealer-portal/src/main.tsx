import { createRoot } from 'react-dom/client';
import { Providers } from '@/app/providers';
import { startI18n } from '@/lib/i18n';
import '@/lib/theme/global.css';

void startI18n().then(() => {
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<Providers />);
});

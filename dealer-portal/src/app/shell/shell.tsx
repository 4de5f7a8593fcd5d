import { MenuOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigation } from 'react-router';
import { BrandMark } from '@/components/brand/brand_mark';
import { LanguageSwitch } from '@/components/settings/language_switch';
import { ThemeSwitch } from '@/components/settings/theme_switch';
import { useFeed } from '@/lib/live/use_feed';
import { useMe } from '@/lib/session';
import { homeTopic } from '../workplaces';
import { DemoClock } from './demo_clock';
import { LiveLight } from './live_light';
import { LoadingBar } from './loading_bar';
import { SearchBox } from './search_box';
import { SideNav } from './side_nav';
import { UserMenu } from './user_menu';
import styles from './shell.module.css';

export function Component() {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const loading = useNavigation().state === 'loading';
  useEffect(() => setOpen(false), [pathname]);
  useFeed(homeTopic(me), { onEvent: () => undefined, onReset: () => void client.invalidateQueries() });
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main" onClick={() => main.current?.focus()}>
        {t('shell.skip')}
      </a>
      <LoadingBar active={loading} />
      <Link to="/" className={styles.brand}>
        <BrandMark /> {t('brand')}
      </Link>
      <header className={styles.top}>
        <button type="button" className={styles.menuButton} aria-label={t('shell.menu')} aria-expanded={open} onClick={() => setOpen(!open)}>
          <MenuOutlined aria-hidden />
        </button>
        <SearchBox />
        <div className={styles.spacer} />
        <DemoClock />
        <LiveLight />
        <LanguageSwitch />
        <ThemeSwitch />
        <UserMenu />
      </header>
      <nav className={`${styles.side} ${open ? styles.sideOpen : ''}`} aria-label={t('shell.navigation')}>
        <SideNav me={me} />
      </nav>
      <main id="main" ref={main} className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

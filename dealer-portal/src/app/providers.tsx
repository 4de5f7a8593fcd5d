import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider, type ConfigProviderProps } from 'antd';
import { useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { RouterProvider } from 'react-router';
import { makeQueryClient } from '@/lib/api/query_client';
import { useLanguage, type Language } from '@/lib/i18n';
import { meQuery } from '@/lib/session';
import { recall, remember } from '@/lib/storage';
import { antdTheme } from '@/lib/theme/antd_theme';
import { dark, light, paint } from '@/lib/theme/palette';
import { ThemeModeContext, type ThemeChoice } from '@/lib/theme/theme_mode';
import { makeRouter } from './router';

type AntdLocale = ConfigProviderProps['locale'];

const antdLocales: Record<Language, () => Promise<{ default: AntdLocale }>> = {
  'zh-CN': () => import('antd/locale/zh_CN'),
  en: () => import('antd/locale/en_US'),
};
const calendarLocales: Record<Language, () => Promise<unknown>> = {
  'zh-CN': () => import('dayjs/locale/zh-cn'),
  en: () => import('dayjs/locale/en'),
};

const queryClient = makeQueryClient(() => {
  const known = queryClient.getQueryData(meQuery.queryKey);
  queryClient.removeQueries({ queryKey: meQuery.queryKey });
  if (window.location.pathname === '/sign-in') return;
  const next = encodeURIComponent(window.location.pathname + window.location.search);
  void router.navigate(`/sign-in?next=${next}${known ? '&ended=1' : ''}`, { replace: true });
});
const router = makeRouter(queryClient);

export function Providers() {
  return (
    <QueryClientProvider client={queryClient}>
      <Look>
        <RouterProvider router={router} />
      </Look>
    </QueryClientProvider>
  );
}

function Look({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const locale = useAntdLocale(language);
  const [choice, setChoice] = useState<ThemeChoice>(() => recall('marque.theme', 'system'));
  const system = useSystemMode();
  const mode = choice === 'system' ? system : choice;
  const palette = mode === 'dark' ? dark : light;
  useLayoutEffect(() => paint(palette, mode), [palette, mode]);
  const theme = useMemo(() => antdTheme(palette, mode), [palette, mode]);
  const value = useMemo(
    () => ({
      mode,
      choice,
      choose: (next: ThemeChoice) => {
        remember('marque.theme', next);
        setChoice(next);
      },
    }),
    [mode, choice],
  );
  return (
    <ThemeModeContext value={value}>
      <ConfigProvider locale={locale} theme={theme} button={{ autoInsertSpace: false }}>
        {children}
      </ConfigProvider>
    </ThemeModeContext>
  );
}

function useSystemMode(): 'light' | 'dark' {
  const query = useMemo(() => window.matchMedia('(prefers-color-scheme: dark)'), []);
  const [isDark, setDark] = useState(query.matches);
  useEffect(() => {
    const listen = () => setDark(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, [query]);
  return isDark ? 'dark' : 'light';
}

function useAntdLocale(language: Language): AntdLocale {
  const [locale, setLocale] = useState<AntdLocale>();
  useEffect(() => {
    let current = true;
    void Promise.all([antdLocales[language](), calendarLocales[language]()]).then(([loaded]) => {
      if (current) setLocale(loaded.default);
    });
    return () => {
      current = false;
    };
  }, [language]);
  return locale;
}

import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '@/components/brand/brand_mark';
import { CarDrawing } from '@/components/car/car_drawing';
import { makeQueryClient } from '@/lib/api/query_client';
import { formatDay } from '@/lib/format';
import { languages, setLanguage, useLanguage, useName } from '@/lib/i18n';
import { dark, light, paint } from '@/lib/theme/palette';
import { useTitle } from '@/lib/use_title';
import { useBuyerPage, type BuyerPage } from '../api/tracking';
import { readOut } from '../lib/phone';
import { daysTo, stepsOf } from '../lib/stages';
import styles from './buyer_page.module.css';

const unpainted = '#aab0ba';
const queryClient = makeQueryClient(() => undefined);

/** A buyer's own car, on a phone: no sign-in, no shell, nothing of the portal but its drawings. */
export function BuyerApp({ token }: { token: string }) {
  useSystemColours();
  useUnlisted();
  return (
    <QueryClientProvider client={queryClient}>
      <div className={styles.page}>
        <Page token={token} />
      </div>
    </QueryClientProvider>
  );
}

function Page({ token }: { token: string }) {
  const { t } = useTranslation('tracking');
  const { data, error, isPending, refetch } = useBuyerPage(token);
  useTitle(t('title'));
  if (error?.status === 404) return <Note title={t('unknown')} text={t('unknownText')} />;
  if (data) return <Car page={data} stale={error !== null} />;
  if (error?.status === 429) return <Note title={t('tooMany')} text={error.message} />;
  if (isPending) return <main className={styles.note} aria-busy="true"><p>{t('loading')}</p></main>;
  return (
    <Note title={t('away')} text={t('awayText')}>
      <button type="button" className={styles.call} onClick={() => void refetch()}>{t('again')}</button>
    </Note>
  );
}

function Car({ page, stale }: { page: BuyerPage; stale: boolean }) {
  const { t } = useTranslation('tracking');
  const name = useName();
  const colour = page.colour ? name(page.colour.name) : '';
  return (
    <>
      <Head dealer={name(page.dealer.name)} />
      <main>
        {stale && <p className={styles.stale} role="status">{t('stale')}</p>}
        <CarDrawing
          className={styles.car}
          label={[name(page.model_name), colour].filter(Boolean).join(' ')}
          look={{ bodyStyle: page.body_style, colour: page.colour?.swatch ?? unpainted, wheels: 'sport', roof: 'body', rails: false }}
        />
        <h1>{name(page.model_name)}</h1>
        <p className={styles.lead}>{t('car', { year: page.model_year, colour })}</p>
        <Standing page={page} />
        <Way page={page} />
      </main>
      <Dealer page={page} />
    </>
  );
}

/** Where it is, when it comes and what happens next. */
function Standing({ page }: { page: BuyerPage }) {
  const { t } = useTranslation('tracking');
  return (
    <section className={styles.card} aria-live="polite">
      <h2>{t(page.ending ? `ended.${page.ending}` : `now.${page.stage}`)}</h2>
      <p>{t(page.ending ? `endedText.${page.ending}` : `next.${page.stage}`)}</p>
      {!page.ending && <Promise page={page} />}
    </section>
  );
}

function Promise({ page }: { page: BuyerPage }) {
  const { t } = useTranslation('tracking');
  const language = useLanguage();
  if (!page.promised_on) return <p className={styles.when}>{t('noDay')}</p>;
  const days = daysTo(page.promised_on, page.today);
  const here = page.stage === 'AT_DEALER';
  return (
    <dl className={styles.when}>
      <dt>{t('promised')}</dt>
      <dd>{formatDay(language, page.promised_on, Number(page.today.slice(0, 4)))}</dd>
      {!here && <dd className={styles.days}>{days < 0 ? t('passed') : days === 0 ? t('today') : t('days', { count: days })}</dd>}
    </dl>
  );
}

function Way({ page }: { page: BuyerPage }) {
  const { t } = useTranslation('tracking');
  const language = useLanguage();
  const thisYear = Number(page.today.slice(0, 4));
  return (
    <ol className={styles.way} aria-label={t('way')}>
      {stepsOf(page).map((step) => (
        <li key={step.stage} className={styles[step.standing]} aria-current={step.standing === 'now' ? 'step' : undefined}>
          <span>{t(`stage.${step.stage}`)}</span>
          {step.standing !== 'ahead' && step.day && <time dateTime={step.day}>{formatDay(language, step.day, thisYear)}</time>}
        </li>
      ))}
    </ol>
  );
}

function Dealer({ page }: { page: BuyerPage }) {
  const { t } = useTranslation('tracking');
  const name = useName();
  const { dealer } = page;
  return (
    <footer className={styles.card}>
      <h2>{t('ask')}</h2>
      <p>{name(dealer.name)}{name(dealer.city) && ` · ${name(dealer.city)}`}</p>
      {dealer.phone && <a className={styles.call} href={`tel:${dealer.phone}`}>{t('call', { phone: readOut(dealer.phone) })}</a>}
      <p className={styles.small}>{t('alive')}</p>
    </footer>
  );
}

function Head({ dealer }: { dealer: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const other = languages.find((candidate) => candidate !== language) ?? 'en';
  return (
    <header className={styles.head}>
      <BrandMark size={26} />
      <span>{dealer}</span>
      <button type="button" lang={other} onClick={() => void setLanguage(other)}>{t(`shell.languageName.${other}`)}</button>
    </header>
  );
}

function Note({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <>
      <Head dealer="" />
      <main className={styles.note}>
        <h1>{title}</h1>
        <p>{text}</p>
        {children}
      </main>
    </>
  );
}

function useSystemColours() {
  const [query] = useState(() => window.matchMedia('(prefers-color-scheme: dark)'));
  useLayoutEffect(() => {
    const apply = () => (query.matches ? paint(dark, 'dark') : paint(light, 'light'));
    apply();
    query.addEventListener('change', apply);
    return () => query.removeEventListener('change', apply);
  }, [query]);
}

/** The address is the buyer's alone: no search engine lists it, and no other site learns it. */
function useUnlisted() {
  useEffect(() => {
    for (const [name, content] of [['robots', 'noindex, nofollow'], ['referrer', 'no-referrer']] as const) {
      const meta = document.createElement('meta');
      meta.name = name;
      meta.content = content;
      document.head.append(meta);
    }
  }, []);
}

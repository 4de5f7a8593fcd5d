import { Button, Input } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { BrandMark } from '@/components/brand/brand_mark';
import { CarDrawing } from '@/components/car/car_drawing';
import { LanguageSwitch } from '@/components/settings/language_switch';
import { ThemeSwitch } from '@/components/settings/theme_switch';
import { ProblemNote } from '@/components/states/states';
import { useTitle } from '@/lib/use_title';
import { demoPassword, useSignIn } from '../api/sign_in';
import { DemoSignIns, type DemoSignIn } from '../components/demo_sign_ins';
import styles from './sign_in.module.css';

/** Only ways inside the portal are followed after signing in. */
const safeNext = (next: string | null) => (next && /^\/(?![/\\])/.test(next) ? next : '/');

export function Component() {
  const { t } = useTranslation('identity');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const signIn = useSignIn(() => void navigate(safeNext(search.get('next')), { replace: true }));
  const [name, setName] = useState('');
  useTitle(t('title'));
  const chooseDemo = (item: DemoSignIn) => {
    setName(item.sign_in_name);
    signIn.mutate({ sign_in_name: item.sign_in_name, password: item.password ?? demoPassword });
  };
  return (
    <div className={styles.page}>
      <Scene />
      <main className={styles.side}>
        <div className={styles.top}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <div className={styles.form}>
          <h2>{t('title')}</h2>
          {search.has('ended') && !signIn.error && <div className={styles.note}>{t('ended')}</div>}
          <SignInForm name={name} onName={setName} pending={signIn.isPending} onSubmit={(password) => signIn.mutate({ sign_in_name: name.trim(), password })} />
          <ProblemNote error={signIn.error} />
          <DemoSignIns pending={signIn.isPending} onChoose={chooseDemo} />
        </div>
      </main>
    </div>
  );
}

function Scene() {
  const { t } = useTranslation(['identity', 'common']);
  return (
    <div className={styles.scene}>
      <div className={styles.brand}>
        <BrandMark size={30} /> {t('common:brand')}
      </div>
      <div className={styles.words}>
        <h1>{t('welcome')}</h1>
        <p>{t('lead')}</p>
      </div>
      <div aria-hidden>
        <CarDrawing className={styles.car} label="" look={{ bodyStyle: 'SEDAN', colour: '#8b97b8', wheels: 'multi', roof: 'glass', rails: false }} />
        <div className={styles.way}>
          {Array.from({ length: 8 }, (_, index) => (
            <i key={index} style={{ '--n': index } as React.CSSProperties} />
          ))}
        </div>
      </div>
    </div>
  );
}

type FormProps = { name: string; onName: (name: string) => void; pending: boolean; onSubmit: (password: string) => void };

function SignInForm({ name, onName, pending, onSubmit }: FormProps) {
  const { t } = useTranslation('identity');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const id = useId();
  const nameFault = tried && !name.trim() ? t('needName') : undefined;
  const passwordFault = tried && !password ? t('needPassword') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() && password) onSubmit(password);
  };
  return (
    <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
      <div className={styles.field}>
        <label htmlFor={`${id}n`}>{t('signInName')}</label>
        <Input id={`${id}n`} size="large" autoFocus autoComplete="username" maxLength={60} value={name} status={nameFault && 'error'} aria-invalid={Boolean(nameFault)} aria-describedby={`${id}nf`} onChange={(event) => onName(event.target.value)} />
        {nameFault && <span id={`${id}nf`} className={styles.fault}>{nameFault}</span>}
      </div>
      <div className={styles.field}>
        <label htmlFor={`${id}p`}>{t('password')}</label>
        <Input.Password id={`${id}p`} size="large" autoComplete="current-password" maxLength={200} value={password} status={passwordFault && 'error'} aria-invalid={Boolean(passwordFault)} aria-describedby={`${id}pf`} onChange={(event) => setPassword(event.target.value)} />
        {passwordFault && <span id={`${id}pf`} className={styles.fault}>{passwordFault}</span>}
      </div>
      <Button type="primary" size="large" htmlType="submit" block loading={pending}>
        {t('signIn')}
      </Button>
    </form>
  );
}

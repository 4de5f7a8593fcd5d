import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { useSetWebhook, type SupplierLink } from '../api/supplier_link';
import { TextField } from './moment_field';
import styles from './materials.module.css';

type Props = { line: string; supplier: string; link: SupplierLink; onDone: () => void };

/** Where to push, and the secret that both sides know; an empty address stops it. */
export function WebhookForm({ line, supplier, link, onDone }: Props) {
  const { t } = useTranslation('materials');
  const [url, setUrl] = useState(link.url ?? '');
  const [secret, setSecret] = useState('');
  const save = useSetWebhook(line, supplier, onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ version: link.version, url: url.trim() || null, secret: secret || null });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.wide}>
        <TextField label={t('link.url')} maxLength={500} value={url} onChange={setUrl} hint={t('link.urlHint')} fault={save.error?.about('/url')} />
      </div>
      <div className={styles.wide}>
        <Field label={t('link.secret')} hint={t(link.url ? 'link.secretKept' : 'link.secretHint')} fault={save.error?.about('/secret')}>
          {({ id, describedBy, invalid }) => <Input.Password id={id} aria-describedby={describedBy} status={invalid ? 'error' : undefined} autoComplete="new-password" maxLength={100} value={secret} onChange={(event) => setSecret(event.target.value)} />}
        </Field>
      </div>
      <div className={styles.wide}><ProblemNote error={save.error} /></div>
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>{t('link.save')}</Button>
        <Button onClick={onDone}>{t('leaveIt')}</Button>
      </div>
    </form>
  );
}

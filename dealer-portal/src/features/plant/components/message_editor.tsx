import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Kbd, Panel } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { useHotkeys } from '@/lib/use_hotkeys';
import { useDismiss, useSendAgain, type SetAside } from '../api/set_aside';
import { faultOf, laidOut } from './message_text';
import styles from './plant.module.css';

/** The message as text that can be mended, and the two things to do with it. */
export function MessageEditor({ message }: { message: SetAside }) {
  const { t } = useTranslation('plant');
  const last = message.tries.findLast((each) => each.mended !== null)?.mended ?? message.raw;
  const [text, setText] = useState(() => laidOut(last));
  const send = useSendAgain(message.line, message.id);
  const fault = faultOf(text);
  const asItCame = text === laidOut(message.raw);
  const submit = () => {
    if (fault?.kind !== 'notJson') send.mutate({ version: message.version, ...(asItCame ? {} : { text }) });
  };
  useHotkeys({ s: submit });
  return (
    <Panel title={t('mendTitle')} aside={asItCame ? undefined : <Button type="link" size="small" onClick={() => setText(laidOut(message.raw))}>{t('backToOriginal')}</Button>}>
      <Field label={t('messageText')} hint={asItCame ? t('asItCame') : t('mendedHint')} fault={fault ? t(`fault.${fault.kind}`, fault) : undefined}>
        {({ id, describedBy, invalid }) => (
          <Input.TextArea id={id} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} className={styles.editor} spellCheck={false} autoSize={{ minRows: 14, maxRows: 30 }} value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      <ProblemNote error={send.error} />
      <div className={styles.acts}>
        <Button type="primary" loading={send.isPending} disabled={fault?.kind === 'notJson'} onClick={submit}>{asItCame ? t('sendAsItCame') : t('sendMended')}</Button>
        <Kbd>S</Kbd>
        <span className="muted">{t('sendWill')}</span>
      </div>
      <Dismissal message={message} />
    </Panel>
  );
}

function Dismissal({ message }: { message: SetAside }) {
  const { t } = useTranslation('plant');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const dismiss = useDismiss(message.line, message.id);
  useHotkeys({ d: () => setOpen(true) });
  const submit = () => {
    setTried(true);
    if (reason.trim()) dismiss.mutate({ version: message.version, reason: reason.trim() });
  };
  if (!open)
    return (
      <div className={styles.acts}>
        <Button onClick={() => setOpen(true)}>{t('dismiss')}</Button>
        <Kbd>D</Kbd>
        <span className="muted">{t('dismissWill')}</span>
      </div>
    );
  return (
    <div className={styles.dismissal}>
      <Field label={t('dismissReason')} fault={tried && !reason.trim() ? t('needReason') : undefined}>
        {({ id, describedBy, invalid }) => <Input id={id} autoFocus aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : undefined} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} onPressEnter={submit} />}
      </Field>
      <ProblemNote error={dismiss.error} />
      <div className={styles.acts}>
        <Button danger loading={dismiss.isPending} onClick={submit}>{t('dismissNow')}</Button>
        <Button type="text" onClick={() => setOpen(false)}>{t('leaveIt')}</Button>
      </div>
    </div>
  );
}

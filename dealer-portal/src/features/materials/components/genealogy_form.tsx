import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice, Panel } from '@/components/page/page';
import { useTimeZone } from '@/lib/use_format';
import type { Question } from '../api/genealogy';
import { MomentField, TextField, toLocal, toMoment } from './moment_field';
import styles from './materials.module.css';

type By = 'lot' | 'serial';
type Props = { line: string; asked: Question | null; onAsk: (question: Question) => void };

const day = 86_400_000;

/** Which part, which lot or serial, and between which two moments the cars went onto the line. */
export function GenealogyForm({ line, asked, onAsk }: Props) {
  const { t } = useTranslation('materials');
  const zone = useTimeZone();
  const [part, setPart] = useState(asked?.part ?? '');
  const [by, setBy] = useState<By>(asked?.serial ? 'serial' : 'lot');
  const [text, setText] = useState(asked?.serial ?? asked?.lot ?? '');
  const [from, setFrom] = useState(() => toLocal(asked ? new Date(asked.from) : new Date(Date.now() - 30 * day), zone));
  const [until, setUntil] = useState(() => toLocal(asked ? new Date(asked.until) : new Date(Date.now() + day), zone));
  const [tried, setTried] = useState(false);
  const start = toMoment(from, zone), end = toMoment(until, zone);
  const backwards = start !== undefined && end !== undefined && end <= start;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!part.trim() || !text.trim() || !start || !end || backwards) return;
    onAsk({ line, part: part.trim(), [by]: text.trim(), from: start, until: end });
  };
  const missing = (value: string) => (tried && !value.trim() ? t('needed') : undefined);
  return (
    <Panel>
      <form className={styles.form} onSubmit={submit}>
        <TextField label={t('field.part')} maxLength={40} value={part} onChange={setPart} fault={missing(part)} />
        <TextField label={t(`field.${by}`)} maxLength={60} value={text} onChange={setText} fault={missing(text)} hint={t('exactly')} />
        <MomentField label={t('field.from')} value={from} onChange={setFrom} fault={missing(from)} hint={t('windowHint')} />
        <MomentField label={t('field.until')} value={until} onChange={setUntil} fault={backwards ? t('backwards') : missing(until)} />
        <div className={styles.acts}>
          <Button type="primary" htmlType="submit">{t('search')}</Button>
          <Choice<By> label={t('searchBy')} value={by} onChange={setBy} options={[{ value: 'lot', label: t('field.lot') }, { value: 'serial', label: t('field.serial') }]} />
        </div>
      </form>
    </Panel>
  );
}

import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Panel } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { useTimeZone } from '@/lib/use_format';
import { useReportShortage, type Shortage } from '../api/shortages';
import { MomentField, TextField, toLocal, toMoment } from './moment_field';
import styles from './materials.module.css';

type Props = { line: string; onDone: (shortage: Shortage) => void; onLeave: () => void };

/** A part is missing: from when, and until when as far as anybody knows. */
export function ReportShortage({ line, onDone, onLeave }: Props) {
  const { t } = useTranslation('materials');
  const zone = useTimeZone();
  const [part, setPart] = useState('');
  const [lot, setLot] = useState('');
  const [from, setFrom] = useState(() => toLocal(new Date(), zone));
  const [back, setBack] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const report = useReportShortage(line, onDone);
  const start = toMoment(from, zone);
  const end = back ? toMoment(back, zone) : undefined;
  const backwards = start !== undefined && end !== undefined && end <= start;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!part.trim() || !start || backwards) return;
    report.mutate({ part_no: part.trim(), lot: lot.trim() || null, from: start, expected_back: end ?? null, note: note.trim() });
  };
  return (
    <Panel title={t('reportShortage')}>
      <form className={styles.form} onSubmit={submit}>
        <TextField label={t('field.part')} maxLength={40} value={part} onChange={setPart} fault={tried && !part.trim() ? t('needed') : undefined} />
        <TextField label={t('field.lotIfAny')} maxLength={60} value={lot} onChange={setLot} hint={t('lotHint')} />
        <MomentField label={t('field.missingFrom')} value={from} onChange={setFrom} fault={tried && !start ? t('needed') : undefined} />
        <MomentField label={t('field.expectedBack')} value={back} onChange={setBack} fault={backwards ? t('backwards') : undefined} hint={t('backHint')} />
        <div className={styles.wide}>
          <Field label={t('field.note')}>
            {({ id, describedBy }) => <Input.TextArea id={id} aria-describedby={describedBy} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Field>
        </div>
        <div className={styles.wide}><ProblemNote error={report.error} /></div>
        <div className={styles.acts}>
          <Button type="primary" htmlType="submit" loading={report.isPending}>{t('reportNow')}</Button>
          <Button onClick={onLeave}>{t('leaveIt')}</Button>
        </div>
      </form>
    </Panel>
  );
}

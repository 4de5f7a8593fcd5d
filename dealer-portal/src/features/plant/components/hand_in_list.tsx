import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Panel } from '@/components/page/page';
import { ProblemNote } from '@/components/states/states';
import { instantAt, wallAt } from '@/lib/format';
import { useTimeZone } from '@/lib/use_format';
import { useHandIn } from '../api/reconciliation';
import styles from './plant.module.css';

const wallFormat = 'YYYY-MM-DDTHH:mm';

/** The plant's own list of builds: what only the line knows is in no question that can be asked of it. */
export function HandInList({ line, onDone }: { line: string; onDone: () => void }) {
  const { t } = useTranslation('plant');
  const zone = useTimeZone();
  const [text, setText] = useState('');
  const [written, setWritten] = useState('');
  const handIn = useHandIn(line);
  const picker = useRef<HTMLInputElement>(null);
  const submit = () => handIn.mutate({ text, written_at: written ? instantAt(written, zone) : undefined }, { onSuccess: onDone });
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) {
      void file.text().then(setText);
      setWritten(wallAt(file.lastModified, zone));
    }
    event.target.value = '';
  };
  return (
    <Panel title={t('handInTitle')}>
      <div className={styles.handIn}>
        <p>{t('handInWhat')}</p>
        <div>
          <input ref={picker} type="file" hidden accept=".csv,.json,.ndjson,.txt" aria-label={t('chooseFile')} onChange={choose} />
          <Button onClick={() => picker.current?.click()}>{t('chooseFile')}</Button>
        </div>
        <Field label={t('handInText')} hint={t('handInHint')}>
          {({ id, describedBy, invalid }) => <Input.TextArea id={id} aria-describedby={describedBy} aria-invalid={invalid} className={styles.editor} autoSize={{ minRows: 5, maxRows: 12 }} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        <Field label={t('listWritten')} hint={t('listWrittenHint')}>
          {({ id, describedBy }) => (
            <DatePicker
              id={id}
              aria-describedby={describedBy}
              className={styles.listTime}
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              placeholder={t('listWrittenNow')}
              value={written ? dayjs(written) : null}
              onChange={(at) => setWritten(at ? at.format(wallFormat) : '')}
            />
          )}
        </Field>
        <ProblemNote error={handIn.error} />
        <div className={styles.acts}>
          <Button type="primary" disabled={!text.trim()} loading={handIn.isPending} onClick={submit}>{t('handInNow')}</Button>
          <Button type="text" onClick={onDone}>{t('leaveIt')}</Button>
        </div>
      </div>
    </Panel>
  );
}

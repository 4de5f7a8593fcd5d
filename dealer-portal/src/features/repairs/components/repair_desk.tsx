import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCloseRepairOrder, useSaveLines, type RepairOrder } from '../api/repairs';
import { focusCell } from '../lib/cells';
import { gapsToClose, gapsToSave, saveBody, type Gap } from '../lib/lines';
import { useLines } from '../lib/use_lines';
import { LinesEditor } from './lines_editor';
import { SidePanel } from './side_panel';
import styles from './repairs.module.css';

/** Where an open repair order of one's own station is worked on. */
export function RepairDesk({ order }: { order: RepairOrder }) {
  const root = useRef<HTMLDivElement>(null);
  const desk = useLines(order);
  const save = useSaveLines(order.number);
  const close = useCloseRepairOrder(order.number);
  const [asked, setAsked] = useState<'save' | 'close' | null>(null);
  const { lines } = desk;
  const gaps = asked === null ? [] : asked === 'save' ? gapsToSave(lines) : [...gapsToSave(lines), ...gapsToClose(lines)];

  const saveNow = async (): Promise<number | null> => {
    if (!desk.dirty) return lines.version;
    const saved = await save.mutateAsync(saveBody(lines)).catch(() => null);
    if (saved) desk.adopt(saved);
    return saved?.version ?? null;
  };
  const onSave = () => {
    setAsked('save');
    if (gapsToSave(lines).length === 0 && !desk.conflict) void saveNow();
  };
  const onClose = async () => {
    setAsked('close');
    if (gapsToSave(lines).length + gapsToClose(lines).length > 0 || desk.conflict) return;
    const version = await saveNow();
    if (version !== null) close.mutate({ version });
  };
  useSaveKey(onSave);
  const toGap = (gap: Gap) => focusCell(root, `${gap.key}.${gap.field}`);
  return (
    <div ref={root} className={styles.page}>
      <div className={styles.stack}>
        {desk.conflict && <Conflict order={order} onTheirs={desk.takeTheirs} onMine={desk.keepMine} />}
        <LinesEditor lines={lines} currency={order.currency} gaps={gaps} problem={save.error} onChange={desk.change} />
      </div>
      <SidePanel
        lines={lines}
        currency={order.currency}
        dirty={desk.dirty}
        conflict={desk.conflict}
        gaps={gaps}
        problem={desk.conflict ? null : (save.error ?? close.error)}
        saving={save.isPending}
        closing={close.isPending}
        onSave={onSave}
        onClose={() => void onClose()}
        onGap={toGap}
      />
    </div>
  );
}

function Conflict({ order, onTheirs, onMine }: { order: RepairOrder; onTheirs: () => void; onMine: () => void }) {
  const { t } = useTranslation('repairs');
  return (
    <div className={styles.conflict} role="alert">
      <b>{t('conflict')}</b>
      <span>{t('conflictText', { operations: order.operations.length, parts: order.parts.length })}</span>
      <div className={styles.row}>
        <Button onClick={onTheirs}>{t('takeTheirs')}</Button>
        <Button onClick={onMine}>{t('keepMine')}</Button>
      </div>
    </div>
  );
}

function useSaveKey(save: () => void) {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

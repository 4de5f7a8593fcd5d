import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Field, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState } from '@/components/states/states';
import { useLine } from '@/lib/lines';
import { useMe, hasRole } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';
import { useSchedule, useSetSchedule, type Schedule } from '../api/sequence';
import { draftOf, isTime, readFeatures, scheduleOf, timeOf, type RatioDraft, type ScheduleDraft } from '../components/schedule_form';
import '../texts';
import styles from '../components/board.module.css';

/** Takt, working times, slots, ratios: what a line is planned by. */
export function Component() {
  const { t } = useTranslation('scheduling');
  const [code] = useFilter('line');
  const line = useLine(code);
  const schedule = useSchedule(line?.code ?? '');
  return (
    <>
      <PageHeader title={t('settingsTitle')} lead={t('settingsLead')} back={{ to: `/plant/sequence${line ? `?line=${line.code}` : ''}`, label: t('title') }} />
      {schedule.isError && <ProblemState error={schedule.error} onRetry={() => void schedule.refetch()} />}
      {schedule.isPending && <Panel><Bones rows={8} /></Panel>}
      {line && schedule.data && <Form key={schedule.data.schedule.version} line={line.code} zone={schedule.data.time_zone} schedule={schedule.data.schedule} />}
    </>
  );
}

type Numbers = 'slot_cars' | 'dealer_cars' | 'frozen_cars' | 'paint_batch' | 'lead_days';
const numbers: { key: Numbers; label: 'slot' | 'dealer' | 'frozen' | 'batch' | 'lead'; hint?: 'zero' | 'frozen' }[] = [
  { key: 'slot_cars', label: 'slot' },
  { key: 'dealer_cars', label: 'dealer', hint: 'zero' },
  { key: 'frozen_cars', label: 'frozen', hint: 'frozen' },
  { key: 'paint_batch', label: 'batch', hint: 'zero' },
  { key: 'lead_days', label: 'lead' },
];
const days = ['1', '2', '3', '4', '5', '6', '7'] as const;

function Form({ line, zone, schedule }: { line: string; zone: string; schedule: Schedule }) {
  const { t } = useTranslation('scheduling');
  const navigate = useNavigate();
  const may = hasRole(useMe(), 'PLANT_PLANNER');
  const [draft, setDraft] = useState<ScheduleDraft>(() => draftOf(schedule));
  const save = useSetSchedule(line, () => void navigate(`/plant/sequence?line=${line}`));
  const set = (change: Partial<ScheduleDraft>) => setDraft((before) => ({ ...before, ...change }));
  const ready = scheduleOf(draft);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) save.mutate(ready);
      }}
    >
      <Panel title={t('pace')}>
        <fieldset disabled={!may} className={styles.fields}>
          <Field label={t('field.takt')} hint={t('hint.takt')}>
            {({ id, describedBy }) => <InputNumber id={id} aria-describedby={describedBy} min={0.1} max={3600} step={1} value={draft.takt_ms / 1000} onChange={(value) => set({ takt_ms: Math.round((value ?? 0) * 1000) })} />}
          </Field>
          <Field label={t('field.from')} hint={t('hint.zone', { zone })} fault={isTime(draft.working_from) ? undefined : t('timeFault')}>
            {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="numeric" maxLength={5} placeholder="08:00" status={isTime(draft.working_from) ? undefined : 'error'} value={draft.working_from} onChange={(event) => set({ working_from: event.target.value })} onBlur={() => set({ working_from: timeOf(draft.working_from) })} />}
          </Field>
          <Field label={t('field.until')} hint={t('hint.until')} fault={isTime(draft.working_until) ? undefined : t('timeFault')}>
            {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="numeric" maxLength={5} placeholder="16:30" status={isTime(draft.working_until) ? undefined : 'error'} value={draft.working_until} onChange={(event) => set({ working_until: event.target.value })} onBlur={() => set({ working_until: timeOf(draft.working_until) })} />}
          </Field>
          {numbers.map(({ key, label, hint }) => (
            <Field key={key} label={t(`field.${label}`)} hint={hint && t(`hint.${hint}`)}>
              {({ id, describedBy }) => <InputNumber id={id} aria-describedby={describedBy} min={0} max={500} precision={0} value={draft[key]} onChange={(value) => set({ [key]: value ?? 0 })} />}
            </Field>
          ))}
        </fieldset>
        <fieldset disabled={!may} className={styles.days}>
          <legend>{t('field.days')}</legend>
          {days.map((day) => (
            <Checkbox key={day} disabled={!may} checked={draft.working_days.includes(Number(day))} onChange={(event) => set({ working_days: event.target.checked ? [...draft.working_days, Number(day)].sort() : draft.working_days.filter((one) => one !== Number(day)) })}>
              {t(`day.${day}`)}
            </Checkbox>
          ))}
        </fieldset>
      </Panel>
      <Panel title={t('ratios')} aside={may && <Button size="small" onClick={() => set({ ratios: [...draft.ratios, { key: Math.max(-1, ...draft.ratios.map((one) => one.key)) + 1, code: '', name: { zh: '', en: '' }, most: 1, window: 2, features: '' }] })}>{t('addRatio')}</Button>}>
        <p className={styles.note} style={{ marginBottom: 12 }}>{t('ratiosText')}</p>
        <fieldset disabled={!may} className={styles.form}>
          {draft.ratios.map((ratio, index) => (
            <RatioRow key={ratio.key} ratio={ratio} first={index === 0} may={may} onChange={(next) => set({ ratios: draft.ratios.map((one) => (one.key === ratio.key ? next : one)) })} onRemove={() => set({ ratios: draft.ratios.filter((one) => one.key !== ratio.key) })} />
          ))}
        </fieldset>
      </Panel>
      <ProblemNote error={save.error} />
      {may && <div><Button type="primary" htmlType="submit" disabled={!ready} loading={save.isPending}>{t('save')}</Button></div>}
    </form>
  );
}

function RatioRow({ ratio, first, may, onChange, onRemove }: { ratio: RatioDraft; first: boolean; may: boolean; onChange: (ratio: RatioDraft) => void; onRemove: () => void }) {
  const { t } = useTranslation('scheduling');
  return (
    <div className={styles.ratioRow}>
      <Field label={t('field.code')}>{({ id }) => <Input id={id} maxLength={20} value={ratio.code} onChange={(event) => onChange({ ...ratio, code: event.target.value })} />}</Field>
      <Field label={t('field.nameZh')}>{({ id }) => <Input id={id} maxLength={40} value={ratio.name.zh} onChange={(event) => onChange({ ...ratio, name: { ...ratio.name, zh: event.target.value } })} />}</Field>
      <Field label={t('field.nameEn')}>{({ id }) => <Input id={id} maxLength={60} value={ratio.name.en} onChange={(event) => onChange({ ...ratio, name: { ...ratio.name, en: event.target.value } })} />}</Field>
      <Field label={t('field.most')}>{({ id }) => <InputNumber id={id} min={1} precision={0} value={ratio.most} onChange={(value) => onChange({ ...ratio, most: value ?? 1 })} style={{ width: '100%' }} />}</Field>
      <Field label={t('field.window')}>{({ id }) => <InputNumber id={id} min={2} max={60} precision={0} value={ratio.window} onChange={(value) => onChange({ ...ratio, window: value ?? 2 })} style={{ width: '100%' }} />}</Field>
      <Field label={t('field.features')} hint={first ? t('hint.features') : undefined} fault={ratio.features && !readFeatures(ratio.features) ? t('featureFault') : undefined}>
        {({ id, describedBy, invalid }) => <Input id={id} aria-describedby={describedBy} status={invalid ? 'error' : undefined} value={ratio.features} onChange={(event) => onChange({ ...ratio, features: event.target.value })} />}
      </Field>
      {may && <Button type="text" style={{ marginTop: 24 }} onClick={onRemove}>{t('removeRatio')}</Button>}
    </div>
  );
}

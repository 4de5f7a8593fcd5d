import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/page/button_link';
import { Choice, Kbd, PageHeader, Panel } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { EndlessFoot } from '@/components/table/endless_foot';
import { Ago } from '@/components/values/values';
import { useName } from '@/lib/i18n';
import { useLine, useLines } from '@/lib/lines';
import { hasRole, meQuery } from '@/lib/session';
import { useFilter } from '@/lib/use_filter';
import { useFormat } from '@/lib/use_format';
import { useHotkeys } from '@/lib/use_hotkeys';
import { useLiveSequence, usePlanNow, useSequence, type Sequence } from '../api/sequence';
import { BringIn } from '../components/bring_in';
import { CarSide, type Wanted } from '../components/car_side';
import { Effect } from '../components/effect';
import { FindCar } from '../components/find_car';
import { placesOf, ratioColour, stepFrom } from '../components/marks';
import { SequenceTable } from '../components/sequence_table';
import '../texts';
import styles from '../components/board.module.css';

const secondsToPlan = 3;

/** The order in which the line takes its next cars. */
export function Component() {
  const { t } = useTranslation('scheduling');
  const name = useName();
  const [code, setCode] = useFilter('line');
  const lines = useLines();
  const line = useLine(code);
  const sequence = useSequence(line?.code ?? '');
  useLiveSequence(sequence.isSuccess ? (line?.code ?? '') : '');
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const may = me ? hasRole(me, 'PLANT_PLANNER') : false;
  const failed = lines.error ?? sequence.error;
  return (
    <>
      <PageHeader title={t('title')} lead={line && sequence.data && <>{name(line.name)} · {t('version', { version: sequence.data.version })}{sequence.data.planned_at && <> · {t('planned')} <Ago at={sequence.data.planned_at} /></>}</>}>
        {(lines.data?.items.length ?? 0) > 1 && <Choice label={t('chooseLine')} value={line?.code ?? ''} onChange={setCode} options={(lines.data?.items ?? []).map((item) => ({ value: item.code, label: name(item.name) }))} />}
        {line && sequence.data && <ButtonLink to={`/plant/sequence/settings?line=${line.code}`}>{t('settings')}</ButtonLink>}
      </PageHeader>
      {failed && !sequence.data && <ProblemState error={failed} onRetry={() => void sequence.refetch()} />}
      {!failed && sequence.isPending && <Panel><Bones rows={12} /></Panel>}
      {line && sequence.data && <Board key={line.code} line={line.code} query={sequence} sequence={sequence.data} may={may} />}
    </>
  );
}

type BoardProps = { line: string; query: ReturnType<typeof useSequence>; sequence: Sequence; may: boolean };

function Board({ line, query, sequence, may }: BoardProps) {
  const { t } = useTranslation('scheduling');
  const [chosen, choose] = useState<string | null>(null);
  const [wanted, want] = useState<Wanted | null>(null);
  const car = sequence.items.find((item) => item.build_id === chosen && item.zone !== 'STARTED');
  const pick = (build: string | null) => {
    choose(build);
    want(null);
  };
  const step = (by: number) => () => pick(stepFrom(sequence.items, chosen, by));
  const move = (build: string, position: number) => {
    pick(build);
    want({ act: 'MOVE', position });
  };
  const readOn = async () => {
    let { data, hasNextPage } = await query.fetchNextPage();
    while (hasNextPage) ({ data, hasNextPage } = await query.fetchNextPage());
    return data?.items ?? [];
  };
  useHotkeys({
    ArrowDown: step(1),
    ArrowUp: step(-1),
    PageDown: step(12),
    PageUp: step(-12),
    Escape: () => (wanted ? want(null) : pick(null)),
    ...(may && car ? { p: () => want({ act: car.pinned ? 'UNPIN' : 'PIN', position: null }), s: () => want({ act: 'SLIP_IN', position: null }) } : {}),
  });
  if (!placesOf(sequence)) return <State drawing="empty" title={t('none')} text={t(sequence.version === 0 ? 'noneUnset' : 'noneText')} />;
  return (
    <>
      <Figures sequence={sequence} />
      <FindCar cars={sequence.items} readOn={sequence.next ? readOn : () => Promise.resolve(sequence.items)} onFound={pick} />
      <div className={styles.page}>
        <SequenceTable sequence={sequence} chosen={chosen} onChoose={pick} onMove={may ? move : undefined} foot={sequence.next && <EndlessFoot query={query} count={sequence.items.length} />} />
        <div className={styles.side}>
          {car && <CarSide key={car.build_id} line={line} sequence={sequence} car={car} may={may} wanted={wanted} onWant={want} />}
          {may && !car && sequence.left_out > 0 && <BringIn line={line} sequence={sequence} />}
          {may && !car && <PlanAnew line={line} sequence={sequence} />}
          {!car && <Hints may={may} />}
        </div>
      </div>
    </>
  );
}

const totals = ['cars', 'frozen', 'pinned', 'violations', 'batches', 'late'] as const;

function Figures({ sequence }: { sequence: Sequence }) {
  const { t } = useTranslation('scheduling');
  const name = useName();
  const { count } = useFormat();
  const bad = (key: (typeof totals)[number]) => (key === 'violations' || key === 'late') && sequence.totals[key] > 0;
  return (
    <div className={styles.figures}>
      {totals.map((key) => (
        <div key={key} className={bad(key) ? styles.bad : undefined}><b>{sequence.totals[key]}</b><span>{t(`figure.${key}`)}</span></div>
      ))}
      {sequence.unplanned > 0 && <div><b>{sequence.unplanned}</b><span>{t('figure.unplanned')}</span></div>}
      {sequence.left_out > 0 && <div><b>{count(sequence.left_out)}</b><span>{t('figure.left_out')}</span></div>}
      <span className={styles.ratios}>
        {sequence.ratios.map((ratio, index) => (
          <span key={ratio.code} className={`${styles.ratio} ${ratio.violations > 0 ? styles.bad : ''}`} title={t('ratioCars', { count: ratio.cars })}>
            <i style={{ background: ratioColour(index) }} aria-hidden />
            {name(ratio.name)} {t('ratio', { most: ratio.most, window: ratio.window })}
            {ratio.violations > 0 && <b>{t('violated', { count: ratio.violations })}</b>}
          </span>
        ))}
      </span>
    </div>
  );
}

function Hints({ may }: { may: boolean }) {
  const { t } = useTranslation('scheduling');
  return (
    <Panel title={t('chooseCar')}>
      <p className={styles.note} style={{ marginBottom: 10 }}>{t(may ? 'chooseCarText' : 'chooseCarReader')}</p>
      <div className={styles.keys}>
        <span><Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('keys.choose')}</span>
        {may && <span><Kbd>P</Kbd> {t('keys.pin')}</span>}
        {may && <span><Kbd>S</Kbd> {t('keys.slipIn')}</span>}
        <span><Kbd>Esc</Kbd> {t('keys.leave')}</span>
      </div>
      {may && <p className={styles.note} style={{ marginTop: 10 }}>{t('keys.drag')}</p>}
    </Panel>
  );
}

function PlanAnew({ line, sequence }: { line: string; sequence: Sequence }) {
  const { t } = useTranslation('scheduling');
  const plan = usePlanNow(line);
  return (
    <Panel title={t('planTitle')}>
      <p className={styles.note} style={{ marginBottom: 10 }}>{t('planText')}</p>
      <Button loading={plan.isPending} onClick={() => plan.mutate({ version: sequence.version, seconds: secondsToPlan })}>{t('planNow')}</Button>
      <ProblemNote error={plan.error} />
      {plan.data && <div style={{ marginTop: 12 }}><Effect effect={plan.data} ratios={sequence.ratios} frozenTold={false} /></div>}
    </Panel>
  );
}

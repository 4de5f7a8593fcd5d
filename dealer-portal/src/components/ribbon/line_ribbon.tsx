import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useName } from '@/lib/i18n';
import { useWidth } from '@/lib/use_width';
import { layOut, stationX, type BandBox } from './ribbon_layout';
import type { RibbonModel } from './ribbon_model';
import { RibbonRows } from './ribbon_rows';
import styles from './ribbon.module.css';

type Props = { model: RibbonModel; since: ReactNode; hold: string | null };

const narrow = 620;
const trackY = 74;
const thick = 12;

/** The car's way from the press shop to the dealer, and where it is on it. */
export function LineRibbon({ model, since, hold }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const name = useName();
  const { t } = useTranslation();
  const station = model.stations[model.at];
  const place = station ? `${t(`shop.${station.shop}`)} · ${name(station.name)}` : t('ribbon.waiting');
  const sentence = t(hold ? 'ribbon.heldAt' : 'ribbon.at', { place, reason: hold ?? '' });
  return (
    <div ref={ref}>
      <p className="sr-only" role="status">
        {sentence}
      </p>
      {width > 0 && width < narrow && <RibbonRows model={model} place={place} since={since} hold={hold} />}
      {width >= narrow && (
        <div className={styles.ribbon} role="img" aria-label={sentence} data-station={station?.code ?? ''}>
          <Canvas model={model} boxes={layOut(model.bands, width)} width={width} />
          <Callout x={station ? stationX(layOut(model.bands, width), model.at) : 8} width={width} held={Boolean(hold)}>
            <span className={styles.calloutPlace}>{place}</span>
            {hold && <span className={styles.calloutHold}>{hold}</span>}
            <span className={styles.calloutSince}>{since}</span>
          </Callout>
        </div>
      )}
    </div>
  );
}

function Canvas({ model, boxes, width }: { model: RibbonModel; boxes: BandBox[]; width: number }) {
  const { t } = useTranslation();
  const dotX = model.at < 0 ? 8 : stationX(boxes, model.at);
  return (
    <svg className={styles.canvas} width={width} height={124} aria-hidden>
      {boxes.map((box) => (
        <Band key={box.band.first} box={box} model={model} label={t(`shop.${box.band.shop}`)} />
      ))}
      {model.loops.map((loop) => {
        const from = stationX(boxes, loop.from);
        const to = stationX(boxes, loop.to);
        const depth = trackY + thick + 34;
        return (
          <g key={`${loop.from}-${loop.to}-${loop.pass}`}>
            <path className={styles.loop} d={`M${from} ${trackY + thick + 2} C${from} ${depth} ${to} ${depth} ${to} ${trackY + thick + 4}`} />
            <path d={`M${to - 4} ${trackY + thick + 10} L${to} ${trackY + thick + 3} L${to + 4} ${trackY + thick + 10}`} className={styles.loop} strokeDasharray="none" />
            <text className={styles.loopText} x={(from + to) / 2} y={depth + 2} textAnchor="middle">
              {t('ribbon.pass', { pass: loop.pass })}
            </text>
          </g>
        );
      })}
      <g className={styles.dot} style={{ transform: `translate(${dotX}px, ${trackY + thick / 2}px)` }}>
        {!model.over && !model.held && model.at >= 0 && <circle className={styles.pulse} r="11" />}
        <circle className={`${styles.dotBody} ${model.held ? styles.dotHeld : ''}`} r="10" />
        {model.held && <path d="M-2.6 -4v8M2.6 -4v8" stroke="var(--surface)" strokeWidth="2.2" />}
      </g>
    </svg>
  );
}

function Band({ box, model, label }: { box: BandBox; model: RibbonModel; label: string }) {
  const { band, x, width } = box;
  const now = model.at >= band.first && model.at < band.first + band.stations.length;
  const share = Math.min(1, Math.max(0, (model.furthest - band.first + (model.over ? 1 : 0.5)) / band.stations.length));
  const step = width / band.stations.length;
  return (
    <g>
      <clipPath id={`band-${band.first}`}>
        <rect x={x} y={trackY} width={width} height={thick} rx={4} />
      </clipPath>
      <rect className={styles.track} x={x} y={trackY} width={width} height={thick} rx={4} />
      <rect className={styles.filled} x={x} y={trackY} width={share * width} height={thick} clipPath={`url(#band-${band.first})`} />
      {band.stations.slice(1).map((station, index) => (
        <line
          key={station.code}
          className={band.first + index < model.furthest ? styles.tickPassed : styles.tick}
          x1={x + (index + 1) * step}
          x2={x + (index + 1) * step}
          y1={trackY + 3}
          y2={trackY + thick - 3}
        />
      ))}
      <text className={`${styles.shop} ${now ? styles.shopNow : ''}`} x={x + width / 2} y={trackY + thick + 26} textAnchor="middle">
        {label}
      </text>
    </g>
  );
}

function Callout({ x, width, held, children }: { x: number; width: number; held: boolean; children: ReactNode }) {
  const share = x / width;
  return (
    <div className={`${styles.callout} ${held ? styles.calloutHeld : ''}`} style={{ left: x, transform: `translateX(${-100 * share}%)` }}>
      {children}
    </div>
  );
}

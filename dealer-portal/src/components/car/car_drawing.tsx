import { useId } from 'react';
import type { BodyStyle } from '@/lib/api/types';
import { shapes, type Shape } from './shapes';
import { Wheel, type WheelStyle } from './wheel';

export type RoofStyle = 'body' | 'glass' | 'black';
export type CarLook = { bodyStyle: BodyStyle; colour: string; wheels: WheelStyle; roof: RoofStyle; rails: boolean };

const ground = 214;

/** The car from the side, in its own colour. */
export function CarDrawing({ look, label, className }: { look: CarLook; label: string; className?: string }) {
  const id = useId();
  const shape = shapes[look.bodyStyle];
  const url = (name: string) => `url(#${id}${name})`;
  return (
    <svg viewBox="0 0 640 250" className={className} role="img" aria-label={label} data-colour={look.colour}>
      <Paints id={id} shape={shape} />
      <ellipse cx="322" cy={ground + 2} rx="300" ry="13" fill={url('shadow')} />
      {shape.wheels.map((x) => (
        <rect key={x} x={x - shape.radius - 7} y={ground - 2 * shape.radius} width={2 * shape.radius + 14} height={2 * shape.radius - 32} fill="#0c0d10" />
      ))}
      <path d={shape.body} fill={look.colour} style={{ transition: 'fill 300ms' }} />
      {look.roof !== 'body' && <path d={shape.roof} fill="#14161a" />}
      <g clipPath={url('body')}>
        <rect width="640" height="250" fill={url('shade')} />
        <path d={`${shape.flank} L640 146 L640 250 L0 250 L0 128Z`} fill="#000" opacity=".1" />
        <path d={shape.flank} fill="none" stroke="#fff" strokeWidth="2.2" opacity=".3" />
        <path d={shape.sill} fill="none" stroke="#000" strokeWidth="7" strokeLinecap="round" opacity=".22" />
      </g>
      {look.roof === 'glass' && <path d={shape.roof} fill={url('sky')} opacity=".85" />}
      {shape.glass.map((path) => (
        <path key={path} d={path} fill={url('glass')} stroke="#0e1013" strokeWidth="3.4" strokeLinejoin="round" />
      ))}
      <g fill="none" stroke="#000" strokeWidth="1.3" opacity=".38">
        {shape.lines.map((path) => (
          <path key={path} d={path} />
        ))}
      </g>
      <Trimmings shape={shape} colour={look.colour} rails={look.rails} />
      <path d={shape.body} fill="none" stroke="#000" strokeOpacity=".34" strokeWidth="1.4" />
      {shape.wheels.map((x) => (
        <Wheel key={x} x={x} y={ground - shape.radius + 1} radius={shape.radius} style={look.wheels} />
      ))}
    </svg>
  );
}

function Trimmings({ shape, colour, rails }: { shape: Shape; colour: string; rails: boolean }) {
  const [mirrorX, mirrorY] = shape.mirror;
  return (
    <>
      {shape.handles.map(([x, y]) => (
        <rect key={x} x={x} y={y} width="26" height="5" rx="2.5" fill="#fff" fillOpacity=".5" stroke="#000" strokeOpacity=".35" strokeWidth=".8" />
      ))}
      <path d={shape.headlight} fill="#eef4fb" stroke="#56606d" strokeWidth="1.2" />
      <path d={shape.taillight} fill="#b3202b" stroke="#5d0f15" strokeWidth="1.2" />
      <path d={`M${mirrorX} ${mirrorY} q-2 -14 10 -14 h8 q5 0 4 6 q-1 8 -9 8z`} fill={colour} stroke="#000" strokeOpacity=".4" strokeWidth="1.2" />
      {rails && <path d={shape.rails} fill="none" stroke="#aab1bc" strokeWidth="4" strokeLinecap="round" />}
    </>
  );
}

function Paints({ id, shape }: { id: string; shape: Shape }) {
  return (
    <defs>
      <linearGradient id={`${id}shade`} x1="0" x2="0" y1="0" y2="1">
        <stop offset=".1" stopColor="#fff" stopOpacity=".38" />
        <stop offset=".34" stopColor="#fff" stopOpacity=".06" />
        <stop offset=".46" stopColor="#fff" stopOpacity=".14" />
        <stop offset=".58" stopColor="#000" stopOpacity=".04" />
        <stop offset=".78" stopColor="#000" stopOpacity=".3" />
      </linearGradient>
      <linearGradient id={`${id}glass`} x1="0" x2=".25" y1="0" y2="1">
        <stop offset="0" stopColor="#5c6b7c" />
        <stop offset=".5" stopColor="#27303a" />
        <stop offset="1" stopColor="#171c22" />
      </linearGradient>
      <linearGradient id={`${id}sky`} x1="0" x2="1" y1="0" y2="0">
        <stop offset="0" stopColor="#1b2027" />
        <stop offset=".55" stopColor="#738599" />
        <stop offset="1" stopColor="#232a33" />
      </linearGradient>
      <radialGradient id={`${id}shadow`}>
        <stop offset=".5" stopColor="#000" stopOpacity=".34" />
        <stop offset="1" stopColor="#000" stopOpacity="0" />
      </radialGradient>
      <clipPath id={`${id}body`}>
        <path d={shape.body} />
      </clipPath>
    </defs>
  );
}

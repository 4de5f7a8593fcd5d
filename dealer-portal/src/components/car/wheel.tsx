export type WheelStyle = 'classic' | 'sport' | 'multi';

const spokes: Record<WheelStyle, number> = { classic: 10, sport: 5, multi: 18 };

/** A wheel around 0,0. The larger the rim, the thinner the tyre. */
export function Wheel({ x, y, radius, style }: { x: number; y: number; radius: number; style: WheelStyle }) {
  const rim = radius * (style === 'classic' ? 0.66 : style === 'sport' ? 0.74 : 0.78);
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r={radius} fill="#15171b" />
      <circle r={radius - 1.5} fill="none" stroke="#2b2f36" strokeWidth="1.5" />
      <circle r={rim + 2} fill="#0b0c0f" />
      <circle r={rim * 0.62} fill="#3a3f47" />
      {Array.from({ length: spokes[style] }, (_, index) => (
        <Spoke key={index} turn={(index * 360) / spokes[style]} rim={rim} style={style} />
      ))}
      <circle r={rim} fill="none" stroke="#c9ced6" strokeWidth={style === 'classic' ? 3.4 : 2.4} />
      <circle r={rim * 0.16} fill="#8d949f" stroke="#e6e9ee" strokeWidth="1" />
    </g>
  );
}

function Spoke({ turn, rim, style }: { turn: number; rim: number; style: WheelStyle }) {
  if (style === 'sport') {
    const width = rim * 0.15;
    return (
      <g transform={`rotate(${turn})`} fill="#b9bfc9" stroke="#7b828d" strokeWidth=".6">
        <path d={`M${-width * 0.4} 0 L${-width * 1.5} ${-rim} L${-width * 0.35} ${-rim} L0 ${-rim * 0.2}Z`} />
        <path d={`M${width * 0.4} 0 L${width * 1.5} ${-rim} L${width * 0.35} ${-rim} L0 ${-rim * 0.2}Z`} />
      </g>
    );
  }
  const width = style === 'multi' ? rim * 0.045 : rim * 0.1;
  return <path d={`M${-width * 0.6} 0 L${-width} ${-rim} L${width} ${-rim} L${width * 0.6} 0Z`} transform={`rotate(${turn})`} fill="#bcc2cc" stroke="#7b828d" strokeWidth=".4" />;
}

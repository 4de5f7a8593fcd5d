/** Our mark: an M drawn as a road with its middle line. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#3f5fe0" />
      <path d="M7 23V9.5l9 9 9-9V23" fill="none" stroke="#fff" strokeWidth="3.4" strokeLinejoin="round" strokeLinecap="round" />
      <path d="M16 22.5v2.6" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" opacity=".75" />
    </svg>
  );
}

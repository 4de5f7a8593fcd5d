/** Amounts are decimal strings; sums are made in hundredths, never in floats. */
export function toCents(amount: string): number {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount.trim());
  if (!match) return 0;
  const cents = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0') || 0);
  return match[1] ? -cents : cents;
}

export function fromCents(cents: number): string {
  const sign = cents < 0 ? '-' : '';
  const value = Math.abs(Math.round(cents));
  return `${sign}${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
}

/** hours or quantity (decimal string) times a price, rounded to a hundredth. */
export function times(quantity: string, price: string): number {
  const factor = Number(quantity);
  return Number.isFinite(factor) ? Math.round(factor * toCents(price)) : 0;
}

// Where a slider stands for a value: evenly, or by powers of ten where the range is wide, as eyes and ears feel.

/** A range from 0 to this much or more is felt by its powers of ten (light in lux, tones in hertz). */
const WIDE = 10_000;

export const STEPS = 1000;

export interface Range {
  readonly low: number;
  readonly high: number;
}

export function isWide({ low, high }: Range): boolean {
  return low === 0 && high >= WIDE;
}

/** Returns the position, 0 to STEPS, of a value. */
export function position(value: number, range: Range): number {
  const share = isWide(range)
    ? Math.log10(1 + value) / Math.log10(1 + range.high)
    : (value - range.low) / (range.high - range.low || 1);
  return Math.round(Math.min(1, Math.max(0, share)) * STEPS);
}

/** Returns the value at a position, rounded to what a person means. */
export function valueAt(place: number, range: Range): number {
  const share = place / STEPS;
  if (isWide(range)) return rounded(10 ** (share * Math.log10(1 + range.high)) - 1, range);
  return rounded(range.low + share * (range.high - range.low), range);
}

function rounded(value: number, { low, high }: Range): number {
  const size = isWide({ low, high }) ? Math.max(1, value) : high - low;
  const digits = Math.max(0, 3 - Math.floor(Math.log10(size)));
  return Math.min(high, Math.max(low, Number(value.toFixed(digits))));
}

/** Returns how a value is told: "0.35 m", "12 000 lx", "40 %". */
export function told(value: number, range: Range & { readonly unit?: string }): string {
  if (!range.unit && range.low === 0 && range.high === 1) return `${Math.round(value * 100)} %`;
  const digits = isWide(range) ? 0 : Math.max(0, 2 - Math.floor(Math.log10(range.high - range.low || 1)));
  return `${Number(value.toFixed(digits))} ${range.unit ?? ""}`.trim();
}

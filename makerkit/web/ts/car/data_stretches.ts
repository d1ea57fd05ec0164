// Stretches of records: [first, last], in order, never touching each other.

export type Stretch = readonly [number, number];

/** Returns how many records stretches have. */
export function countOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** Returns whether a record lies in one of them. */
export function covers(stretches: readonly Stretch[], index: number): boolean {
  return stretches.some(([first, last]) => first <= index && index <= last);
}

/** Returns those parts of some stretches that lie between two records. */
export function within(stretches: readonly Stretch[], first: number, last: number): Stretch[] {
  return stretches
    .filter((one) => one[1] >= first && one[0] <= last)
    .map((one) => [Math.max(first, one[0]), Math.min(last, one[1])] as const);
}

/** Returns the parts of one stretch that some others leave free. */
export function without(whole: Stretch, taken: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  let next = whole[0];
  for (const [first, last] of within(taken, whole[0], whole[1])) {
    if (first > next) left.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= whole[1]) left.push([next, whole[1]]);
  return left;
}

/** Returns stretches as the server takes them: "17-40,90-90". */
export function written(stretches: readonly Stretch[]): string {
  return stretches.map(([first, last]) => `${first}-${last}`).join(",");
}

/** Returns a part of the whole, so many times as long, around a record. */
export function zoomed(view: Stretch, whole: Stretch, around: number, factor: number, least = 20): Stretch {
  const all = whole[1] - whole[0] + 1;
  const length = Math.min(all, Math.max(Math.min(least, all), Math.round((view[1] - view[0] + 1) * factor)));
  const share = (around - view[0]) / Math.max(1, view[1] - view[0]);
  const wished = Math.round(around - Math.min(1, Math.max(0, share)) * (length - 1));
  const first = Math.min(Math.max(whole[0], wished), whole[1] - length + 1);
  return [first, first + length - 1];
}

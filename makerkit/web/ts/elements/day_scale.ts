// Arithmetic of a strip that shows one stretch of time with events on it.

export interface DayEvent {
  readonly id: string;
  readonly start_s: number;
  readonly end_s: number;
  readonly kind: string;
  readonly title: string;
  readonly href: string;
  readonly picture?: string;
  readonly clip?: string;
  /** When the clip begins: earlier than the event, by its pre-roll. */
  readonly clip_s?: number;
}

/** Part of the strip, in seconds since 1970. */
export interface Stretch {
  readonly from_s: number;
  readonly to_s: number;
}

const SHORTEST_S = 120;

/** Where a moment lies, from 0 to 1. */
export function shareOf(stretch: Stretch, t_s: number): number {
  return Math.min(1, Math.max(0, (t_s - stretch.from_s) / (stretch.to_s - stretch.from_s)));
}

/** Which moment lies at a share. */
export function momentAt(stretch: Stretch, share: number): number {
  return stretch.from_s + Math.min(1, Math.max(0, share)) * (stretch.to_s - stretch.from_s);
}

/** Zooms about a moment; never beyond the whole, never closer than two minutes. */
export function zoomed(stretch: Stretch, whole: Stretch, about_s: number, factor: number): Stretch {
  const longest = whole.to_s - whole.from_s;
  const length = Math.min(longest, Math.max(SHORTEST_S, (stretch.to_s - stretch.from_s) * factor));
  const from_s = about_s - shareOf(stretch, about_s) * length;
  const kept = Math.min(whole.to_s - length, Math.max(whole.from_s, from_s));
  return { from_s: kept, to_s: kept + length };
}

/** The event at a moment, else the nearest one within `slack_s`. */
export function eventAt(events: readonly DayEvent[], t_s: number, slack_s = 0): DayEvent | null {
  let best: DayEvent | null = null;
  let nearest = slack_s;
  for (const event of events) {
    const away = t_s < event.start_s ? event.start_s - t_s : Math.max(0, t_s - event.end_s);
    if (away < nearest || (away === 0 && nearest === 0) || (away === nearest && best === null)) [best, nearest] = [event, away];
  }
  return best;
}

/** The next event after a moment (`step` 1) or the last one before it (-1). */
export function neighbour(events: readonly DayEvent[], t_s: number, step: 1 | -1): DayEvent | null {
  const sorted = [...events].sort((a, b) => a.start_s - b.start_s);
  if (step > 0) return sorted.find((event) => event.start_s > t_s + 0.5) ?? null;
  return sorted.findLast((event) => event.start_s < t_s - 0.5) ?? null;
}

/** The hours that get words, for a strip of so many pixels: every 1, 2, 3, 6 ... */
export function marks(stretch: Stretch, width_px: number): number[] {
  const room = Math.max(1, width_px / 56);
  const steps = [60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200];
  const step = steps.find((candidate) => (stretch.to_s - stretch.from_s) / candidate <= room) ?? 86_400;
  const found: number[] = [];
  const offset = new Date(stretch.from_s * 1000).getTimezoneOffset() * 60;
  const first = Math.ceil((stretch.from_s - offset) / step) * step + offset;
  for (let t_s = first; t_s <= stretch.to_s; t_s += step) found.push(t_s);
  return found;
}

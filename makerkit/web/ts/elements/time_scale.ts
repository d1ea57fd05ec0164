// Which stretch of time is in view, and the marks below it.

export const SHORTEST_S = 0.001;
export const LONGEST_S = 3600;

export interface View {
  readonly from_s: number;
  readonly to_s: number;
}

/** Makes a view `factor` times as long, so that `around_s` stays where it is. */
export function zoom(view: View, factor: number, around_s: number): View {
  const length = view.to_s - view.from_s;
  const wanted = Math.min(LONGEST_S, Math.max(SHORTEST_S, length * factor));
  const share = (around_s - view.from_s) / length;
  const from_s = around_s - wanted * share;
  return { from_s, to_s: from_s + wanted };
}

/** Moves a view by so many seconds. */
export function pan(view: View, by_s: number): View {
  return { from_s: view.from_s + by_s, to_s: view.to_s + by_s };
}

/** Returns round times in a view, at most so many, and how many digits tell them apart. */
export function ticks(view: View, most: number): { times: number[]; digits: number } {
  const step = roundStep((view.to_s - view.from_s) / Math.max(1, most));
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const times: number[] = [];
  for (let index = Math.ceil(view.from_s / step - 1e-9); index * step <= view.to_s + step * 1e-9; index += 1) {
    times.push(Number((index * step).toFixed(digits)));
  }
  return { times, digits };
}

/** The next of 1, 2, 5, 10, 20, … that is not smaller. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= wanted * (1 - 1e-9)) ?? 10;
  return step * power;
}

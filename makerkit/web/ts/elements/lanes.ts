// What a timeline shows: lanes of levels that change at times, and how they look in so many pixels.

export interface Segment {
  readonly from_s: number;
  readonly to_s: number;
  /** 0 or 1, or null where it changes faster than a pixel is wide. */
  readonly level: number | null;
}

const MOST_EDGES = 20_000;

/** One signal: its level from each time on. */
export class Lane {
  #times: number[] = [];
  #levels: number[] = [];

  constructor(readonly name: string) {}

  /** Sets the level from a time on; times come in order, and one that goes back begins anew. */
  set(t_s: number, level: number): void {
    const last = this.#times.at(-1);
    if (last !== undefined && t_s < last) this.clear();
    if (this.#levels.at(-1) === level) return;
    this.#times.push(t_s);
    this.#levels.push(level);
    if (this.#times.length > MOST_EDGES) {
      this.#times.splice(0, MOST_EDGES / 4);
      this.#levels.splice(0, MOST_EDGES / 4);
    }
  }

  clear(): void {
    this.#times = [];
    this.#levels = [];
  }

  /** The level at a time; null before anything was known. */
  at(t_s: number): number | null {
    const index = this.#before(t_s);
    return index < 0 ? null : (this.#levels[index] ?? null);
  }

  /** The next change after a time (or before it), or null. */
  edge(t_s: number, isForwards: boolean): number | null {
    const before = this.#before(t_s);
    if (isForwards) return this.#times[before + 1] ?? null;
    const index = this.#times[before] === t_s ? before - 1 : before;
    return this.#times[index] ?? null;
  }

  /**
   * Returns what to draw between two times.
   *
   * @param pixel_s how much time a pixel takes: changes that are closer together become one segment without level.
   */
  segments(from_s: number, to_s: number, pixel_s: number): Segment[] {
    const drawn: Segment[] = [];
    const first = Math.max(0, this.#before(from_s));
    for (let index = first; index < this.#times.length; index += 1) {
      const start = this.#times[index] ?? 0;
      if (start >= to_s) break;
      const end = this.#times[index + 1] ?? to_s;
      add(drawn, Math.max(start, from_s), Math.min(end, to_s), this.#levels[index] ?? 0, pixel_s);
    }
    return drawn;
  }

  #before(t_s: number): number {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#times[middle] ?? 0) <= t_s) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

function add(drawn: Segment[], from_s: number, to_s: number, level: number, pixel_s: number): void {
  const last = drawn.at(-1);
  const isShort = to_s - from_s < pixel_s;
  if (isShort && last?.level === null) drawn[drawn.length - 1] = { ...last, to_s };
  else drawn.push({ from_s, to_s, level: isShort ? null : level });
}

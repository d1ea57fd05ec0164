// When a picture was taken, by the clock of whoever looks at it.

const HALF_A_DAY_MS = 43_200_000;

/**
 * Turns a camera's stamps into times of day.
 *
 * Stamps that count from 1970 are taken as they are. Others count from when the camera's machine was started: the
 * picture that came quickest shows where they begin.
 */
export class PictureClock {
  #offset_ms = Number.POSITIVE_INFINITY;

  /** Returns the time of day in milliseconds since 1970. */
  time_ms(t_us: number, now_ms: number): number {
    const t_ms = t_us / 1000;
    if (Math.abs(now_ms - t_ms) < HALF_A_DAY_MS) return t_ms;
    this.#offset_ms = Math.min(this.#offset_ms, now_ms - t_ms);
    return t_ms + this.#offset_ms;
  }
}

/** Counts pictures in the last second. */
export class Rate {
  #times_ms: number[] = [];

  count(now_ms: number): void {
    this.#times_ms.push(now_ms);
  }

  per_s(now_ms: number): number {
    this.#times_ms = this.#times_ms.filter((time) => now_ms - time < 1000);
    return this.#times_ms.length;
  }
}

// How old the picture is that somebody sees: a picture that is late must not look as if it were now.

/** Two clocks run apart by less than this. */
const DRIFT = 0.0005;

/**
 * Compares the stamps of pictures with the car's clock, which the live link tells with each state.
 *
 * The state that came quickest shows how the car's clock stands to ours.
 */
export class PictureAge {
  #skew_s: number | null = null;
  #heard_s = 0;
  #picture_s: number | null = null;

  /** The car says that it is `now_s` there. */
  hear(now_s: number, at_ms: number): void {
    const at_s = at_ms / 1000;
    const skew_s = at_s - now_s;
    const known_s = this.#skew_s === null ? skew_s : this.#skew_s + DRIFT * (at_s - this.#heard_s);
    this.#skew_s = Math.abs(skew_s - known_s) > 30 ? skew_s : Math.min(skew_s, known_s); // it began anew
    this.#heard_s = at_s;
  }

  /** A picture was painted whose exposure began at `t_us` of the car's clock. */
  painted(t_us: number): void {
    this.#picture_s = t_us / 1e6;
  }

  /** Returns how old the newest picture is; null before there is any. */
  age_s(at_ms: number): number | null {
    if (this.#skew_s === null || this.#picture_s === null) return null;
    return Math.max(0, at_ms / 1000 - this.#skew_s - this.#picture_s);
  }
}

// Seconds that go on by themselves between two words of the server.

/** Counts down from what was last heard. */
export class Countdown {
  #end_ms: number | null = null;
  #whole_s = 0;

  /** Takes what the server says; a delay that is new, or longer, begins a new circle. */
  hear(remaining_s: number | null, now_ms: number): void {
    if (remaining_s === null) {
      this.#end_ms = null;
      this.#whole_s = 0;
      return;
    }
    if (this.#end_ms === null || remaining_s > this.#whole_s) this.#whole_s = remaining_s;
    this.#end_ms = now_ms + remaining_s * 1000;
  }

  get isOn(): boolean {
    return this.#end_ms !== null;
  }

  /** Whole seconds that are left: 1 until the very end. */
  left_s(now_ms: number): number {
    return this.#end_ms === null ? 0 : Math.max(0, Math.ceil((this.#end_ms - now_ms) / 1000));
  }

  /** How much of it is left, from 1 to 0. */
  share(now_ms: number): number {
    if (this.#end_ms === null || this.#whole_s <= 0) return 0;
    return Math.min(1, Math.max(0, (this.#end_ms - now_ms) / 1000 / this.#whole_s));
  }
}

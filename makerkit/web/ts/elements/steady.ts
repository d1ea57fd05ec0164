// Sending what changes all the time: not more often than the server wants, and never missing the last.

/** Timers as the browser has them; tests bring their own. */
export interface Timers {
  set(action: () => void, pause_ms: number): number;
  clear(timer: number): void;
}

const BROWSER: Timers = {
  set: (action, pause_ms) => setTimeout(action, pause_ms) as unknown as number,
  clear: (timer) => clearTimeout(timer),
};

/** Passes values on, at most one in `every_ms`; the newest wins. */
export class Steady<T> {
  #wanted: { value: T } | null = null;
  #sent_ms = Number.NEGATIVE_INFINITY;
  #timer: number | null = null;

  constructor(
    readonly every_ms: number,
    private readonly send: (value: T) => void,
    private readonly timers: Timers = BROWSER,
  ) {}

  /** Sends a value now, or as soon as its turn comes. */
  want(value: T, now_ms: number): void {
    const wait_ms = this.#sent_ms + this.every_ms - now_ms;
    if (wait_ms <= 0) {
      this.now(value, now_ms);
      return;
    }
    this.#wanted = { value };
    this.#timer ??= this.timers.set(() => {
      this.#timer = null;
      if (this.#wanted) this.now(this.#wanted.value, now_ms + wait_ms);
    }, wait_ms);
  }

  /** Sends a value at once, whatever was sent before; what waited is forgotten. */
  now(value: T, now_ms: number): void {
    this.stop();
    this.#sent_ms = now_ms;
    this.send(value);
  }

  /** Forgets what waits. */
  stop(): void {
    this.#wanted = null;
    if (this.#timer !== null) this.timers.clear(this.#timer);
    this.#timer = null;
  }
}

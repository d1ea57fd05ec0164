// What was there before each change, so that it can be taken back.

const MOST = 50;

/** A bounded pile of earlier states, each a copy of its own. */
export class AreaHistory<T> {
  #states: string[] = [];

  get isEmpty(): boolean {
    return this.#states.length === 0;
  }

  /** Keeps a state as it is now; the same one twice is one. */
  keep(state: T): void {
    const written = JSON.stringify(state);
    if (this.#states.at(-1) === written) return;
    this.#states.push(written);
    if (this.#states.length > MOST) this.#states.shift();
  }

  /** Returns the newest kept state and forgets it; null when there is none. */
  back(): T | null {
    const written = this.#states.pop();
    return written === undefined ? null : (JSON.parse(written) as T);
  }
}

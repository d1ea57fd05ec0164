// When a page that steers says what: 20 times a second while a hand is there, and nothing after it has let go.

import { MIDDLE, type Point } from "../elements/stick";

export const TICK_MS = 50;
const PRESENT_MS = 50;
/** After letting go it says so often enough that a lost packet costs nothing. */
const REST_MS = 500;
/** Who has taken the car over has so long to take hold of a stick. */
const TAKEN_MS = 5000;

export type Message =
  | { readonly kind: "steer"; readonly point: Point }
  | { readonly kind: "present" }
  | { readonly kind: "let_go" };

/** Decides what to send; pure, given wishes and the time. */
export class Sender {
  #until_ms = Number.NEGATIVE_INFINITY;
  #isHolding = false;
  #present_ms = Number.NEGATIVE_INFINITY;
  #waitsForMiddle = false;

  /** Keeps the car for a while without steering: it was taken over just now. */
  take(now_ms: number): void {
    this.#isHolding = true;
    this.#until_ms = now_ms + TAKEN_MS;
    this.#waitsForMiddle = false;
  }

  /** Somebody else has the car: a stick that is held counts again once it was let go. */
  lose(): void {
    this.#isHolding = false;
    this.#waitsForMiddle = true;
  }

  /**
   * Returns what to send now, if anything.
   *
   * @param wish where the sticks, keys and gamepads are.
   * @param isPresent whether to say that somebody watches.
   */
  tick(wish: Point, isPresent: boolean, now_ms: number): Message | null {
    const isStill = wish.x === 0 && wish.y === 0;
    if (isStill) this.#waitsForMiddle = false;
    if (!isStill && !this.#waitsForMiddle) return this.#steer(wish, now_ms);
    if (this.#isHolding) {
      if (now_ms <= this.#until_ms) return { kind: "steer", point: MIDDLE };
      this.#isHolding = false;
      return { kind: "let_go" };
    }
    if (!isPresent || now_ms - this.#present_ms < PRESENT_MS - TICK_MS / 4) return null;
    this.#present_ms = now_ms;
    return { kind: "present" };
  }

  /** The page is left: returns what to say at once. */
  leave(): Message[] {
    const was = this.#isHolding;
    this.#isHolding = false;
    return was ? [{ kind: "steer", point: MIDDLE }, { kind: "let_go" }] : [];
  }

  #steer(point: Point, now_ms: number): Message {
    this.#isHolding = true;
    this.#until_ms = now_ms + REST_MS;
    return { kind: "steer", point };
  }
}

/** Returns what several sticks want together: the one that is farthest from its middle. */
export function mixed(points: readonly Point[]): Point {
  let best = MIDDLE;
  for (const point of points) if (size(point) > size(best)) best = point;
  return best;
}

function size({ x, y }: Point): number {
  return Math.hypot(x, y);
}

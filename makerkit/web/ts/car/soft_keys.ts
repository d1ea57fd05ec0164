// Keys are on or off; a car wants it softer. Letting go of the throttle counts at once.

import { MIDDLE, type Point } from "../elements/stick";

/** By place on the keyboard, not by letter: WASD lies there on an Arabic keyboard too. */
const KEYS: Readonly<Record<string, Point>> = {
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  KeyW: { x: 0, y: 1 },
  KeyS: { x: 0, y: -1 },
  KeyA: { x: -1, y: 0 },
  KeyD: { x: 1, y: 0 },
};
const STEER_PER_S = 4;
const BACK_PER_S = 8;
const THROTTLE_PER_S = 2.5;
const SLOW_SHARE = 0.5;

/** Tells whether a key steers; `code` as in KeyboardEvent.code. */
export function isDriveKey(code: string): boolean {
  return code in KEYS;
}

/** Where the keys have brought the stick. */
export class SoftKeys {
  #down = new Set<string>();
  #at: Point = MIDDLE;
  #at_ms = 0;
  /** Shift: half the throttle. */
  isSlow = false;

  /** Returns whether this was a change. */
  press(code: string, now_ms: number): boolean {
    if (!isDriveKey(code) || this.#down.has(code)) return false;
    this.move(now_ms);
    this.#down.add(code);
    return true;
  }

  release(code: string): boolean {
    return this.#down.delete(code);
  }

  releaseAll(): void {
    this.#down.clear();
    this.#at = MIDDLE;
  }

  /** Moves the stick on, and returns where it is. */
  move(now_ms: number): Point {
    const passed_s = Math.min(0.1, Math.max(0, (now_ms - this.#at_ms) / 1000));
    this.#at_ms = now_ms;
    const aim = this.#aim();
    if (this.#down.size === 0) {
      this.#at = MIDDLE;
      return MIDDLE;
    }
    const x = towards(this.#at.x, aim.x, passed_s * (aim.x === 0 ? BACK_PER_S : STEER_PER_S));
    const isBraking = aim.y === 0 || aim.y * this.#at.y < 0;
    const y = towards(isBraking ? 0 : this.#at.y, aim.y, passed_s * THROTTLE_PER_S);
    this.#at = { x, y };
    return this.#at;
  }

  #aim(): Point {
    let x = 0;
    let y = 0;
    for (const code of this.#down) {
      x += KEYS[code]?.x ?? 0;
      y += KEYS[code]?.y ?? 0;
    }
    const most = this.isSlow ? SLOW_SHARE : 1;
    return { x: clamp(x), y: clamp(y) * most };
  }
}

function towards(from: number, to: number, step: number): number {
  const next = from < to ? Math.min(to, from + step) : Math.max(to, from - step);
  return Math.round(next * 1000) / 1000 + 0;
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

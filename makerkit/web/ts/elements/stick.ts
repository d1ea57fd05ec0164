// Where a joystick stands: from a pointer, from keys, and within its circle.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const MIDDLE: Point = { x: 0, y: 0 };
/** A finger that rests on the knob trembles by so much of the radius. */
export const DEAD_ZONE = 0.06;

/**
 * Returns the position for a pointer.
 *
 * @param dx pixels to the right of the middle.
 * @param dy pixels below the middle; the result counts upwards.
 * @param radius pixels from the middle to the rim.
 */
export function fromPointer(dx: number, dy: number, radius: number): Point {
  return within({ x: dx / radius, y: -dy / radius });
}

/** Brings a position into the circle, and into the middle when it is next to it. */
export function within({ x, y }: Point): Point {
  const length = Math.hypot(x, y);
  if (!Number.isFinite(length) || length < DEAD_ZONE) return MIDDLE;
  const most = Math.max(1, length);
  return { x: round(x / most), y: round(y / most) };
}

const KEYS: Record<string, Point> = {
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/** Tells whether a key moves the stick. */
export function isStickKey(key: string): boolean {
  return key in KEYS;
}

/** Returns the position for the keys that are down; opposite ones cancel each other. */
export function fromKeys(keys: Iterable<string>): Point {
  let x = 0;
  let y = 0;
  for (const key of keys) {
    x += KEYS[key]?.x ?? 0;
    y += KEYS[key]?.y ?? 0;
  }
  return within({ x, y });
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000 + 0; // no -0
}

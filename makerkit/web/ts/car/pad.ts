// A gamepad as the browser tells of it: where it steers to, and whether it stops the car.

import { MIDDLE, type Point } from "../elements/stick";

/** Of the standard mapping (w3.org/TR/gamepad): B or circle; left and right trigger. */
const STOP_BUTTON = 1;
const LEFT_TRIGGER = 6;
const RIGHT_TRIGGER = 7;
/** Sticks of old gamepads rest so far from their middle. */
const DEAD = 0.14;

interface Button {
  readonly pressed: boolean;
  readonly value: number;
}

export interface PadLike {
  readonly connected: boolean;
  readonly axes: readonly number[];
  readonly buttons: readonly Button[];
}

export interface PadSays {
  readonly point: Point;
  readonly isStop: boolean;
}

/**
 * Returns what a gamepad says.
 *
 * The left stick steers, and drives too; triggers drive where there are some. The right stick steers as well.
 */
export function readPad(pad: PadLike): PadSays {
  if (!pad.connected) return { point: MIDDLE, isStop: false };
  const [leftX, leftY, rightX] = [0, 1, 2].map((axis) => alive(pad.axes[axis] ?? 0)) as [number, number, number];
  const x = Math.abs(rightX) > Math.abs(leftX) ? rightX : leftX;
  const triggers = value(pad, RIGHT_TRIGGER) - value(pad, LEFT_TRIGGER);
  const y = Math.abs(triggers) > 0.05 ? triggers : -leftY;
  const isStop = pad.buttons[STOP_BUTTON]?.pressed ?? false;
  return { point: x === 0 && y === 0 ? MIDDLE : { x: round(x), y: round(y) }, isStop };
}

function value(pad: PadLike, button: number): number {
  return pad.buttons[button]?.value ?? 0;
}

/** Leaves out what is next to the middle, and begins at nought behind it. */
function alive(axis: number): number {
  const size = Math.min(1, Math.abs(axis));
  if (!Number.isFinite(axis) || size < DEAD) return 0;
  return (Math.sign(axis) * (size - DEAD)) / (1 - DEAD);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}

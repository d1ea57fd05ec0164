// The plan of the house as it comes from the server, in metres: x to the right, y up.

export type Point = readonly [number, number];
export type Rect = readonly [number, number, number, number];

export interface Plan {
  readonly bounds: Rect;
  /** What is shown of it. */
  readonly view: Rect;
  readonly ground: readonly { name: string; kind: string; area: Rect; color: string }[];
  readonly rooms: readonly { name: string; area: Rect; floor: string; color: string }[];
  readonly walls: readonly { a: Point; b: Point; thick: number }[];
  readonly windows: readonly { name: string; ends: readonly [Point, Point]; curtain: boolean }[];
  readonly doors: readonly { name: string; hinge: Point; lock: Point; swing: number }[];
  readonly furniture: readonly { name: string; kind: string; box: Rect; color: string }[];
  readonly lamps: readonly { name: string; at: Point }[];
  readonly cameras: readonly { name: string; at: Point; yaw: number; fov: number }[];
  readonly pirs: readonly { name: string; at: Point; yaw: number; cone: number; range: number }[];
}

/** Where the far end of a door is when it is open by a share, 0 to 1. */
export function doorTip(hinge: Point, lock: Point, swing: number, share: number): Point {
  const width = Math.hypot(lock[0] - hinge[0], lock[1] - hinge[1]);
  const angle = Math.atan2(lock[1] - hinge[1], lock[0] - hinge[0]) + share * swing;
  return [hinge[0] + width * Math.cos(angle), hinge[1] + width * Math.sin(angle)];
}

/** The outline of a cone of view for an SVG path; y goes down there. */
export function cone(at: Point, yaw: number, angle: number, range: number): string {
  const end = (turn: number) => `${(at[0] + range * Math.cos(turn)).toFixed(3)} ${(-at[1] - range * Math.sin(turn)).toFixed(3)}`;
  return `M${at[0]} ${-at[1]} L${end(yaw - angle / 2)} A${range} ${range} 0 0 0 ${end(yaw + angle / 2)} Z`;
}

/** `living_room` is the living room. */
export function plain(name: string): string {
  return name.replaceAll("_", " ");
}

/** Keeps a point within bounds. */
export function within([x, y]: Point, [x0, y0, x1, y1]: Rect): Point {
  return [Math.min(x1, Math.max(x0, x)), Math.min(y1, Math.max(y0, y))];
}

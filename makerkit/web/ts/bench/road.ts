// The road of the track as it comes from the server, in metres: x to the right, y up.

import type { Point, Rect } from "./plan";

export interface Mark {
  readonly kind: string;
  readonly points: readonly Point[];
  readonly width_m: number;
  readonly dash_m: number;
  readonly gap_m: number;
  readonly is_closed: boolean;
}

export interface Road {
  readonly name: string;
  readonly floor_m: Point;
  readonly lane_width_m: number;
  readonly lane: readonly Point[];
  readonly marks: readonly Mark[];
  readonly car: { readonly front_m: number; readonly back_m: number; readonly width_m: number };
}

const MARGIN_M = 0.45;

/** What is shown of it: the marks and a good way round them, none beyond the floor; x0, y0, x1, y1. */
export function shown(road: Road): Rect {
  const points = [...road.lane, ...road.marks.flatMap((mark) => mark.points)];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const low = (values: number[]) => Math.max(0, Math.min(...values) - MARGIN_M);
  const high = (values: number[], most: number) => Math.min(most, Math.max(...values) + MARGIN_M);
  return [low(xs), low(ys), high(xs, road.floor_m[0]), high(ys, road.floor_m[1])];
}

/** Where the lane is so many metres before a place, and which way it goes there. */
export function before(road: Road, from: Point, far_m: number): { at: Point; heading_rad: number } {
  const count = road.lane.length;
  const point = (index: number) => road.lane[index % count] as Point;
  let index = 0;
  for (let at = 1; at < count; at += 1) {
    if (distance(point(at), from) < distance(point(index), from)) index = at;
  }
  for (let gone_m = 0; gone_m < far_m; index += 1) gone_m += distance(point(index), point(index + 1));
  const [a, b] = [point(index), point(index + 1)];
  return { at: a, heading_rad: Math.atan2(b[1] - a[1], b[0] - a[0]) };
}

/** A line for an SVG path; y goes down there. */
export function path(points: readonly Point[], isClosed = false): string {
  const ends = points.map(([x, y]) => `${x.toFixed(3)} ${(-y).toFixed(3)}`);
  return ends.length ? `M${ends.join(" L")}${isClosed ? " Z" : ""}` : "";
}

/** The way driven, and no more of it than a length; a car that was carried begins anew. */
export class Trail {
  #points: Point[] = [];

  constructor(
    private readonly longest_m: number,
    private readonly jump_m: number,
  ) {}

  get points(): readonly Point[] {
    return this.#points;
  }

  add(point: Point): void {
    const last = this.#points.at(-1);
    const step_m = last ? distance(last, point) : 0;
    if (last && step_m < 0.01) return;
    if (step_m > this.jump_m) this.#points = [];
    this.#points.push(point);
    let length_m = 0;
    for (let at = this.#points.length - 1; at > 0; at -= 1) {
      length_m += distance(this.#points[at - 1] as Point, this.#points[at] as Point);
      if (length_m > this.longest_m) {
        this.#points.splice(0, at - 1);
        break;
      }
    }
  }
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

// Arithmetic of polygons whose corners are shares of a picture: [0, 0] is its top left, [1, 1] its bottom right.

export type Point = readonly [number, number];

/** Keeps a point on the picture, to a thousandth of it. */
export function onPicture([x, y]: Point): Point {
  return [keep(x), keep(y)];
}

function keep(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;
}

/** Whether a point lies in a polygon. */
export function contains(polygon: readonly Point[], [x, y]: Point): boolean {
  let isIn = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1) {
    const [xi, yi] = polygon[i] ?? [0, 0];
    const [xj, yj] = polygon[j] ?? [0, 0];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isIn = !isIn;
  }
  return isIn;
}

/** How much of the picture a polygon covers, as a share. */
export function share(polygon: readonly Point[]): number {
  let twice = 0;
  for (let i = 0; i < polygon.length; i += 1) {
    const [xi, yi] = polygon[i] ?? [0, 0];
    const [xj, yj] = polygon[(i + 1) % polygon.length] ?? [0, 0];
    twice += xi * yj - xj * yi;
  }
  return Math.abs(twice) / 2;
}

/** The middle of a polygon's corners: where its name stands. */
export function middle(polygon: readonly Point[]): Point {
  const count = Math.max(1, polygon.length);
  const sum = polygon.reduce<Point>(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
  return [sum[0] / count, sum[1] / count];
}

/**
 * Returns what a finger drew with few corners (Ramer, Douglas, Peucker), at most `most` of them.
 *
 * @param tolerance how far a corner that is left out may lie beside the line, as a share of the picture.
 */
export function simplified(drawn: readonly Point[], most: number, tolerance = 0.01): Point[] {
  let found = [...drawn];
  for (let wide = tolerance; found.length > most || wide === tolerance; wide *= 1.5) {
    found = thinned(drawn, wide);
    if (wide > 1) break;
  }
  return found.slice(0, most).map(onPicture);
}

function thinned(points: readonly Point[], tolerance: number): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 3) return [...points];
  let farthest = 0;
  let at = 0;
  for (let i = 1; i < points.length - 1; i += 1) {
    const away = distance(points[i] ?? first, first, last);
    if (away > farthest) [farthest, at] = [away, i];
  }
  if (farthest <= tolerance) return [first, last];
  return [...thinned(points.slice(0, at + 1), tolerance).slice(0, -1), ...thinned(points.slice(at), tolerance)];
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  if (length2 === 0) return Math.hypot(x - ax, y - ay);
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

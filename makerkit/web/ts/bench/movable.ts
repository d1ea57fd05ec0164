// Lets a person move and turn something on a plan: with a finger or the mouse, or with keys.

import { Steady } from "../elements/steady";
import { type Point, type Rect, within } from "./plan";

const EVERY_MS = 100;
const TURN_RAD = Math.PI / 12;
/** Keys that follow one another sooner count from where the last one led, for it takes time to get there. */
const ROW_MS = 1000;

const STEPS: Readonly<Record<string, Point>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};
const TURNS: Readonly<Record<string, number>> = { PageUp: TURN_RAD, PageDown: -TURN_RAD };

/** Where something is to be, and which way it is to point; null: as it points now. */
export interface Place {
  readonly at: Point;
  readonly heading_rad: number | null;
}

export interface Movable {
  readonly element: SVGElement;
  /** Dragging this turns it. */
  readonly handle?: SVGElement;
  readonly step_m: number;
  /** Where it may be. */
  bounds(): Rect | null;
  now(): Place;
  /** Marks where the hand wants it; null when it has let go. */
  wish(place: Place | null): void;
  move(place: Place): void;
  remove?(): void;
  press?(): void;
}

/** Makes something movable; `pointAt` says where on the plan a pointer is. */
export function makeMovable(thing: Movable, pointAt: (event: PointerEvent) => Point): void {
  const steady = new Steady<Place>(EVERY_MS, (place) => thing.move(place));
  const want = ({ at, heading_rad }: Place): Place => {
    const bounds = thing.bounds();
    const place = { at: bounds ? within(at, bounds) : at, heading_rad };
    thing.wish(place);
    steady.want(place, performance.now());
    return place;
  };
  drag(thing.element, thing, (event) => want({ at: pointAt(event), heading_rad: null }));
  if (thing.handle) {
    drag(thing.handle, thing, (event) => {
      const { at } = thing.now();
      const [x, y] = pointAt(event);
      want({ at, heading_rad: Math.atan2(y - at[1], x - at[0]) });
    });
  }
  listenToKeys(thing, want);
  thing.element.addEventListener("blur", () => thing.wish(null));
}

function drag(grip: SVGElement, thing: Movable, moved: (event: PointerEvent) => void): void {
  let far_px = 0;
  let from: Point = [0, 0];
  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    thing.element.focus();
    grip.setPointerCapture(event.pointerId);
    grip.classList.add("dragged");
    far_px = 0;
    from = [event.clientX, event.clientY];
  });
  grip.addEventListener("pointermove", (event) => {
    if (!grip.classList.contains("dragged")) return;
    far_px = Math.max(far_px, Math.hypot(event.clientX - from[0], event.clientY - from[1]));
    if (far_px > 4) moved(event); // less is a click of a hand that is not quite still
  });
  grip.addEventListener("pointerup", () => {
    if (far_px <= 4 && grip === thing.element) thing.press?.();
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    grip.addEventListener(end, () => {
      grip.classList.remove("dragged");
      thing.wish(null);
    });
  }
}

function listenToKeys(thing: Movable, want: (place: Place) => Place): void {
  let last: Place = thing.now();
  let last_ms = Number.NEGATIVE_INFINITY;
  thing.element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const place = led(event, event.timeStamp - last_ms < ROW_MS ? last : thing.now(), thing.step_m);
    if (place) {
      last = want(place);
      last_ms = event.timeStamp;
    } else if (event.key === "Delete" && thing.remove) thing.remove();
    else if ((event.key === "Enter" || event.key === " ") && thing.press) thing.press();
    else return;
    event.preventDefault();
  });
}

/** Where a key leads to from a place; null: nowhere. */
function led(event: KeyboardEvent, { at, heading_rad }: Place, step_m: number): Place | null {
  const step = STEPS[event.key];
  const turn = TURNS[event.key];
  const far_m = step_m * (event.shiftKey ? 4 : 1);
  if (step) return { at: [at[0] + step[0] * far_m, at[1] + step[1] * far_m], heading_rad };
  if (turn && heading_rad !== null) return { at, heading_rad: heading_rad + turn };
  return null;
}

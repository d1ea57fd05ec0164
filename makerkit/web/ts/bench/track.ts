// The track from above: the road, the car with its sonar, what stands there; all can be moved.

import { svg } from "../base/dom";
import { text } from "../base/text";
import { Steady } from "../elements/steady";
import { makeMovable, type Place } from "./movable";
import { order } from "./orders";
import type { Point } from "./plan";
import { before, distance, path, type Road, shown, Trail } from "./road";
import type { Track, TrackThing } from "./state";
import { type CarFigure, carFigure, thingFigure, type ThingFigure } from "./track_figures";

const TRAIL_M = 3;
/** A car does not go so far from one picture to the next; a hand does. */
const JUMP_M = 0.3;
const STEP_M = 0.05;
/** How far before the car something new is put, how far from what stands there already. */
const PUT_M = 0.9;
const APART_M = 0.3;
const MOST_M = 6;
const LIGHTS: Readonly<Record<string, string>> = { red: "green", green: "amber", amber: "red" };
const SETTLES_MS = 1500;

/** The plan of the track on the page. The road is fetched when there is one to be seen. */
export class TrackPlan {
  #road: Road | null = null;
  #run = -1;
  #car: CarFigure | null = null;
  #things = new Map<string, ThingFigure>();
  #layer = svg("g");
  #trail = new Trail(TRAIL_M, JUMP_M);
  #line = svg("path", { class: "track-trail" });
  #newest: Track | null = null;
  #dimmed_ms = -SETTLES_MS;
  /** What was put just now, and may not be among the things yet. */
  #put: { at: Point; ms: number }[] = [];

  constructor(
    private readonly section: HTMLElement,
    private readonly picture: SVGSVGElement,
    private readonly says: HTMLElement,
    newcomers: HTMLElement,
    private readonly dimmer: HTMLInputElement,
  ) {
    for (const button of newcomers.querySelectorAll<HTMLElement>("[data-kind]")) {
      button.addEventListener("click", () => this.#putNew(button.dataset["kind"] ?? ""));
    }
    const steady = new Steady<number>(100, (share) => void order("track_light", { share }));
    dimmer.addEventListener("input", () => {
      this.#dimmed_ms = performance.now();
      steady.want(dimmer.valueAsNumber, this.#dimmed_ms);
    });
    new ResizeObserver(() => this.#measure()).observe(picture);
  }

  /** Shows the track of a run of the program; each run may have another road. */
  show(track: Track | undefined, run: number): void {
    this.section.hidden = !track;
    if (!track) return;
    this.#newest = track;
    if (run !== this.#run) void this.#fetch(run);
    if (!this.#car) return;
    this.#car.show(track.car, track.sonar_m ?? null, track.has_left_lane === true);
    this.#trail.add([track.car.x_m, track.car.y_m]);
    this.#line.setAttribute("d", path(this.#trail.points));
    this.#showThings(track.things);
    this.#say(track);
  }

  async #fetch(run: number): Promise<void> {
    this.#run = run;
    const answer = await fetch("/road.json");
    if (!answer.ok) {
      this.#run = -1; // it has not come yet; the next state asks again
      return;
    }
    this.#draw((await answer.json()) as Road);
    if (this.#newest) this.show(this.#newest, run);
  }

  #draw(road: Road): void {
    this.#road = road;
    this.#trail = new Trail(TRAIL_M, JUMP_M);
    this.#things.clear();
    this.#layer.replaceChildren();
    const [x0, y0, x1, y1] = shown(road);
    this.picture.setAttribute("viewBox", `${x0} ${-y1} ${x1 - x0} ${y1 - y0}`);
    const floor = svg("rect", { x: 0, y: -road.floor_m[1], width: road.floor_m[0], height: road.floor_m[1], class: "track-floor" });
    const lane = svg("path", { d: path(road.lane, true), class: "track-lane", "stroke-width": road.lane_width_m });
    const marks = road.marks.map((mark) =>
      svg("path", {
        d: path(mark.points, mark.is_closed),
        class: `track-mark ${mark.kind}`,
        "stroke-width": mark.width_m,
        "stroke-dasharray": mark.dash_m ? `${mark.dash_m} ${mark.gap_m}` : null,
      }),
    );
    const car = carFigure(road);
    this.#car = car;
    this.#makeMovable(car, () => ({
      move: (place) => void order("track_car", { x: place.at[0], y: place.at[1], ...turned(place) }),
    }));
    this.picture.replaceChildren(floor, lane, ...marks, this.#line, this.#layer, car.element);
    this.#measure();
  }

  /** Tells the style sheet how many metres a pixel is, so that lines can be seen on a phone too. */
  #measure(): void {
    const scale = this.picture.getScreenCTM()?.a ?? 0;
    if (scale > 0) this.picture.style.setProperty("--metres", String(1 / scale));
  }

  #say(track: Track): void {
    const offset_cm = Math.round((track.offset_m ?? 0) * 1000) / 10;
    const words = text("{speed} m/s · {offset} cm from the middle · lap {laps}", {
      speed: track.car.speed_m_s.toFixed(2),
      offset: offset_cm.toFixed(1),
      laps: Math.max(0, track.laps ?? 0).toFixed(1),
    });
    if (this.says.textContent !== words) this.says.textContent = words;
    if (performance.now() - this.#dimmed_ms > SETTLES_MS) this.dimmer.value = String(track.light ?? 1);
  }

  #showThings(things: readonly TrackThing[]): void {
    for (const [name, figure] of this.#things) {
      if (things.some((thing) => thing.name === name)) continue;
      figure.element.remove();
      this.#things.delete(name);
    }
    for (const thing of things) {
      let figure = this.#things.get(thing.name);
      if (!figure) {
        figure = thingFigure(thing);
        this.#things.set(thing.name, figure);
        this.#layer.append(figure.element);
        this.#makeThingMovable(thing, figure);
      }
      figure.show(thing);
    }
  }

  #makeThingMovable({ name, kind }: TrackThing, figure: ThingFigure): void {
    this.#makeMovable(figure, () => ({
      move: (place) => void order("track_move", { name, x: place.at[0], y: place.at[1], ...turned(place) }),
      remove: () => void order("track_take", { name }),
      ...(kind === "traffic_light" ? { press: () => this.#switch(name) } : {}),
    }));
  }

  #switch(name: string): void {
    const now = this.#newest?.things.find((thing) => thing.name === name)?.looks ?? "";
    void order("track_switch", { name, colour: LIGHTS[now] ?? "red" });
  }

  #makeMovable(
    figure: CarFigure | ThingFigure,
    does: () => { move(place: Place): void; remove?: () => void; press?: () => void },
  ): void {
    makeMovable(
      {
        element: figure.element,
        handle: figure.handle,
        step_m: STEP_M,
        bounds: () => this.#road && [0, 0, ...this.#road.floor_m],
        now: () => figure.place,
        wish: (place) => figure.wish(place),
        ...does(),
      },
      (event) => this.#pointAt(event),
    );
  }

  /** Puts something new on the lane, a good way before the car; a sign to the right of it. */
  #putNew(kind: string): void {
    const [road, track] = [this.#road, this.#newest];
    if (!road || !track) return;
    const now_ms = performance.now();
    this.#put = this.#put.filter(({ ms }) => now_ms - ms < SETTLES_MS);
    const taken: Point[] = [...track.things.map(({ x_m, y_m }): Point => [x_m, y_m]), ...this.#put.map(({ at }) => at)];
    const isSign = kind === "stop_sign" || kind === "traffic_light";
    const aside_m = isSign ? road.lane_width_m / 2 + 0.09 : 0;
    for (let far_m = PUT_M; ; far_m += APART_M) {
      const { at, heading_rad } = before(road, [track.car.x_m, track.car.y_m], far_m);
      const [x, y] = [at[0] + aside_m * Math.sin(heading_rad), at[1] - aside_m * Math.cos(heading_rad)];
      if (taken.some((point) => distance(point, [x, y]) < APART_M) && far_m < MOST_M) continue;
      this.#put.push({ at: [x, y], ms: now_ms });
      void order("track_put", { kind, x, y, heading: heading_rad + (isSign ? Math.PI : 0) });
      return;
    }
  }

  #pointAt(event: PointerEvent): Point {
    const matrix = this.picture.getScreenCTM()?.inverse();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    return [point.x, -point.y];
  }
}

function turned(place: Place): { heading?: number } {
  return place.heading_rad === null ? {} : { heading: place.heading_rad };
}

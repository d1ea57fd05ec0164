// The car and the things on the plan of the track.

import { svg } from "../base/dom";
import { text } from "../base/text";
import type { Place } from "./movable";
import type { Road } from "./road";
import type { TrackCar, TrackThing } from "./state";

const NOSE_M = 0.12;

export interface Figure {
  readonly element: SVGGElement;
  readonly handle: SVGElement;
  place: Place;
  wish(place: Place | null): void;
}

export interface CarFigure extends Figure {
  show(car: TrackCar, sonar_m: number | null, isOff: boolean): void;
}

export interface ThingFigure extends Figure {
  show(thing: TrackThing): void;
}

/** Makes the picture of the car: its body, its sonar's beam, a handle at its nose to turn it. */
export function carFigure(road: Road): CarFigure {
  const { front_m, back_m, width_m } = road.car;
  const half = width_m / 2;
  const body = svg("rect", { x: -back_m, y: -half, width: front_m + back_m, height: width_m, rx: 0.03, class: "track-car-body" });
  const glass = svg("rect", { x: 0, y: -half * 0.65, width: front_m * 0.55, height: width_m * 0.65, rx: 0.02, class: "track-car-glass" });
  const wheels = [-half, half].map((y) => svg("rect", { x: -0.034, y: y - 0.014, width: 0.068, height: 0.028, rx: 0.01, class: "track-wheel" }));
  const beam = svg("path", { class: "track-beam" });
  const stem = svg("line", { x1: front_m, y1: 0, x2: front_m + NOSE_M, y2: 0, class: "track-stem" });
  const handle = svg("circle", { cx: front_m + NOSE_M, cy: 0, r: 0.05, class: "track-handle" });
  const touch = svg("circle", { r: 0.2, class: "plan-touch" });
  const turned = svg("g", {}, beam, touch, ...wheels, body, glass, stem, handle);
  const goal = svg("circle", { r: 0.14, class: "person-goal" });
  goal.style.display = "none";
  const element = svg("g", { class: "track-figure track-car", tabindex: 0, role: "button" }, goal, turned) as SVGGElement;
  element.setAttribute("aria-description", text("Drag, or move with the arrow keys; Page up and Page down turn it."));
  const figure: CarFigure = {
    element,
    handle,
    place: { at: [0, 0], heading_rad: 0 },
    wish: (place) => mark(goal, place),
    show(car, sonar_m, isOff) {
      figure.place = { at: [car.x_m, car.y_m], heading_rad: car.heading_rad };
      turned.setAttribute("transform", placed(car.x_m, car.y_m, car.heading_rad));
      beam.setAttribute("d", beamOf(front_m, sonar_m));
      element.classList.toggle("off-lane", isOff);
      element.setAttribute("aria-label", text("The car, {speed} m/s", { speed: car.speed_m_s.toFixed(2) }));
    },
  };
  return figure;
}

/** Makes the picture of a thing, as large as it is. */
export function thingFigure(first: TrackThing): ThingFigure {
  const body = svg("g");
  const handle = svg("circle", { cx: first.deep_m / 2 + 0.09, cy: 0, r: 0.04, class: "track-handle" });
  const touch = svg("circle", { r: Math.max(0.16, first.wide_m / 2), class: "plan-touch" });
  const turned = svg("g", {}, touch, body, handle);
  const goal = svg("circle", { r: 0.1, class: "person-goal" });
  goal.style.display = "none";
  const element = svg("g", { class: `track-figure track-thing ${first.kind}`, tabindex: 0, role: "button" }, goal, turned) as SVGGElement;
  const title = svg("title");
  element.append(title);
  const hint = first.kind === "traffic_light" ? text("Enter switches it. Drag, or move with the arrow keys. Delete takes it away.") : text("Drag, or move with the arrow keys. Delete takes it away.");
  element.setAttribute("aria-description", hint);
  let looks: string | null = null;
  const figure: ThingFigure = {
    element,
    handle,
    place: { at: [0, 0], heading_rad: 0 },
    wish: (place) => mark(goal, place),
    show(thing) {
      figure.place = { at: [thing.x_m, thing.y_m], heading_rad: thing.heading_rad };
      turned.setAttribute("transform", placed(thing.x_m, thing.y_m, thing.heading_rad));
      if (looks === thing.looks) return;
      looks = thing.looks;
      body.replaceChildren(...shapes(thing));
      const words = thing.kind === "traffic_light" ? text("{name}, {colour}", { name: thing.name, colour: colourWord(thing.looks) }) : thing.name;
      element.setAttribute("aria-label", words);
      title.textContent = words;
    },
  };
  return figure;
}

/** The colour of a light in the reader's language. */
export function colourWord(colour: string): string {
  switch (colour) {
    case "red":
      return text("red");
    case "amber":
      return text("amber");
    case "green":
      return text("green");
    default:
      return text("out");
  }
}

function shapes(thing: TrackThing): SVGElement[] {
  const [wide, deep] = [thing.wide_m, Math.max(thing.deep_m, 0.03)];
  const rect = (cls: string) => svg("rect", { x: -deep / 2, y: -wide / 2, width: deep, height: wide, rx: 0.01, class: cls });
  switch (thing.kind) {
    case "stop_sign":
      return [svg("path", { d: octagon(0.065), class: "track-stop" }), svg("path", { d: "M0.065 -0.03 L0.1 0 L0.065 0.03 Z", class: "track-facing" })];
    case "traffic_light": {
      const lamp = svg("circle", { r: 0.045, class: `track-lamp ${thing.looks || "out"}` });
      return [svg("rect", { x: -0.065, y: -0.065, width: 0.13, height: 0.13, rx: 0.03, class: "track-housing" }), lamp, svg("path", { d: "M0.065 -0.03 L0.1 0 L0.065 0.03 Z", class: "track-facing" })];
    }
    case "walker":
      return [svg("ellipse", { rx: 0.05, ry: 0.09, class: "track-walker" }), svg("circle", { r: 0.045, class: "track-head" })];
    case "car":
      return [rect("track-other-car"), svg("rect", { x: deep * 0.05, y: -wide * 0.35, width: deep * 0.25, height: wide * 0.7, class: "track-car-glass" })];
    case "clutter":
      return [svg("circle", { r: wide / 2, class: "track-clutter" })];
    default:
      return [rect("track-box"), svg("line", { x1: -deep / 2, y1: 0, x2: deep / 2, y2: 0, class: "track-tape" })];
  }
}

/** The sonar's cone of 15 degrees, as far as it hears something. */
function beamOf(front_m: number, sonar_m: number | null): string {
  if (sonar_m === null) return "";
  const far_m = Math.min(sonar_m, 2);
  const aside = far_m * Math.tan((7.5 * Math.PI) / 180);
  const end = front_m + far_m;
  return `M${front_m} 0 L${end} ${-aside} A${far_m} ${far_m} 0 0 1 ${end} ${aside} Z`;
}

function octagon(radius: number): string {
  const corner = (n: number) => `${(radius * Math.cos(((n + 0.5) * Math.PI) / 4)).toFixed(3)} ${(radius * Math.sin(((n + 0.5) * Math.PI) / 4)).toFixed(3)}`;
  return `M${[0, 1, 2, 3, 4, 5, 6, 7].map(corner).join(" L")} Z`;
}

function placed(x_m: number, y_m: number, heading_rad: number): string {
  return `translate(${x_m} ${-y_m}) rotate(${(-heading_rad * 180) / Math.PI})`;
}

function mark(goal: SVGElement, place: Place | null): void {
  goal.style.display = place ? "" : "none";
  if (!place) return;
  goal.setAttribute("cx", String(place.at[0]));
  goal.setAttribute("cy", String(-place.at[1]));
}

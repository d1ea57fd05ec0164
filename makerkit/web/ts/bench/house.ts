// The house from above: drag people, switch doors and lamps.

import { svg } from "../base/dom";
import { text } from "../base/text";
import { fillList, HALF, type Update } from "./house_list";
import { makeMovable } from "./movable";
import { order } from "./orders";
import { person, type PersonPicture } from "./person";
import { cone, doorTip, plain, type Plan, type Point, type Rect } from "./plan";
import type { House } from "./state";

const STEP_M = 0.25;

/** The plan on the page. It is fetched when there is a house to be seen. */
export class HousePlan {
  #plan: Plan | null = null;
  #isAsked = false;
  #updates: Update[] = [];
  #people = new Map<string, PersonPicture>();
  #peopleLayer = svg("g");
  #newest: House | null = null;

  constructor(
    private readonly section: HTMLElement,
    private readonly picture: SVGSVGElement,
    private readonly switches: HTMLElement,
    private readonly clock: HTMLElement,
    private readonly whole: HTMLElement,
    newcomers: HTMLElement,
  ) {
    for (const button of newcomers.querySelectorAll<HTMLElement>("[data-kind]")) {
      button.addEventListener("click", () => this.#appear(button.dataset["kind"] ?? ""));
    }
  }

  show(house: House | undefined): void {
    this.section.hidden = !house;
    if (!house) return;
    this.#newest = house;
    if (house.clock && this.clock.textContent !== house.clock) this.clock.textContent = house.clock;
    if (!this.#plan) {
      if (!this.#isAsked) void this.#fetch();
      return;
    }
    for (const update of this.#updates) update(house);
    this.#showPeople(house);
  }

  async #fetch(): Promise<void> {
    this.#isAsked = true;
    const answer = await fetch("/plan.json");
    if (!answer.ok) return;
    this.#plan = (await answer.json()) as Plan;
    this.#draw(this.#plan);
    if (this.#newest) this.show(this.#newest);
  }

  // -- What does not move ------------------------------------------------------------------------

  #draw(plan: Plan): void {
    this.#look(plan.view);
    const measure = new ResizeObserver(() => this.#measure());
    measure.observe(this.picture);
    this.whole.addEventListener("click", () => {
      const isWhole = this.whole.getAttribute("aria-pressed") !== "true";
      this.whole.setAttribute("aria-pressed", String(isWhole));
      this.#look(isWhole ? plan.bounds : plan.view);
    });
    const rect = ([left, low, right, high]: readonly number[], attributes: Record<string, string>) =>
      svg("rect", { x: left ?? 0, y: -(high ?? 0), width: (right ?? 0) - (left ?? 0), height: (high ?? 0) - (low ?? 0), ...attributes });
    const ground = plan.ground.map((each) => rect(each.area, { fill: each.color, class: "plan-ground" }));
    const rooms = plan.rooms.map((room) => rect(room.area, { fill: room.color, class: "plan-room" }));
    const furniture = plan.furniture.map((each) => rect(each.box, { fill: each.color, class: "plan-thing", rx: "0.06" }));
    const walls = plan.walls.map(({ a, b, thick }) => line(a, b, { class: "plan-wall", "stroke-width": String(thick) }));
    const names = plan.rooms.map((room) => this.#roomName(room.area, room.name));
    this.picture.replaceChildren(
      glowOfLamps(),
      ...ground,
      ...rooms,
      ...furniture,
      this.#night(plan),
      ...this.#sensors(plan),
      ...walls,
      ...this.#windows(plan),
      ...names,
      ...this.#doors(plan),
      ...this.#lamps(plan),
      this.#peopleLayer,
    );
    this.#updates.push(...fillList(this.switches, plan));
  }

  #look([x0, y0, x1, y1]: Rect): void {
    this.picture.setAttribute("viewBox", `${x0} ${-y1} ${x1 - x0} ${y1 - y0}`);
    this.#measure();
  }

  /** Tells the style sheet how many metres a pixel is, so that names can be read on a phone too. */
  #measure(): void {
    const scale = this.picture.getScreenCTM()?.a ?? 0;
    if (scale > 0) this.picture.style.setProperty("--metres", String(1 / scale));
  }

  #roomName([x0, , , y1]: Rect, name: string): SVGElement {
    const words = svg("text", { x: x0 + 0.15, y: -(y1 - 0.42), class: "plan-name" });
    words.textContent = plain(name);
    return words;
  }

  /** Lies over everything when it is dark outside. */
  #night(plan: Plan): SVGElement {
    const [x0, y0, x1, y1] = plan.bounds;
    const night = svg("rect", { x: x0, y: -y1, width: x1 - x0, height: y1 - y0, class: "plan-night" });
    this.#updates.push((house) => (night.style.opacity = darkness(house.lux ?? 10_000).toFixed(2)));
    return night;
  }

  #sensors(plan: Plan): SVGElement[] {
    const pirs = plan.pirs.map((pir) => {
      const area = svg("path", { d: cone(pir.at, pir.yaw, pir.cone, pir.range), class: "plan-pir" });
      this.#updates.push((house) => area.classList.toggle("sees", Boolean(house.pirs?.[pir.name])));
      return area;
    });
    const cameras = plan.cameras.map((camera) => svg("path", { d: cone(camera.at, camera.yaw, camera.fov, 1.1), class: "plan-camera" }));
    return [...pirs, ...cameras];
  }

  #windows(plan: Plan): SVGElement[] {
    return plan.windows.map((each) => {
      const glass = line(each.ends[0], each.ends[1], { class: "plan-window" });
      this.#updates.push((house) => {
        glass.classList.toggle("curtained", (house.curtains?.[each.name] ?? 0) > HALF);
        glass.classList.toggle("open", (house.windows?.[each.name] ?? 0) > HALF);
      });
      return glass;
    });
  }

  #doors(plan: Plan): SVGElement[] {
    return plan.doors.map((door) => {
      const leaf = line(door.hinge, door.lock, { class: "plan-leaf" });
      const touch = line(door.hinge, door.lock, { class: "plan-touch" });
      const group = this.#switchable("door", door.name, (house) => house.doors[door.name] ?? 0, leaf, touch);
      this.#updates.push((house) => {
        const tip = doorTip(door.hinge, door.lock, door.swing, house.doors[door.name] ?? 0);
        for (const each of [leaf, touch]) place(each, door.hinge, tip);
      });
      return group;
    });
  }

  #lamps(plan: Plan): SVGElement[] {
    return plan.lamps.map((lamp) => {
      const [x, y] = lamp.at;
      const glow = svg("circle", { cx: x, cy: -y, r: 2.1, fill: "url(#plan-glow)", class: "plan-glow" });
      const bulb = svg("circle", { cx: x, cy: -y, r: 0.16, class: "plan-bulb" });
      const touch = svg("circle", { cx: x, cy: -y, r: 0.42, class: "plan-touch" });
      const group = this.#switchable("lamp", lamp.name, (house) => house.lamps[lamp.name] ?? 0, glow, bulb, touch);
      this.#updates.push((house) => (glow.style.opacity = String(house.lamps[lamp.name] ?? 0)));
      return group;
    });
  }

  /** Something on the plan that is one way or the other, by click and by key. */
  #switchable(what: "door" | "lamp", name: string, share: (house: House) => number, ...shapes: SVGElement[]): SVGElement {
    const words = what === "door" ? text("{name}, door", { name: plain(name) }) : text("{name}, lamp", { name: plain(name) });
    const group = svg("g", { class: `plan-switch ${what}`, role: "switch", tabindex: 0, "aria-label": words, "aria-checked": "false" }, ...shapes);
    const title = svg("title");
    title.textContent = words;
    group.append(title);
    const toggle = () => void order(what, { name, on: group.getAttribute("aria-checked") !== "true" });
    group.addEventListener("click", toggle);
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      toggle();
    });
    this.#updates.push((house) => group.setAttribute("aria-checked", String(share(house) > HALF)));
    return group;
  }

  /** Lets somebody new stand at the gate, under a name that nobody has. */
  #appear(kind: string): void {
    const taken = new Set(this.#newest?.bodies.map((body) => body.name));
    let name = kind;
    for (let number = 2; taken.has(name); number += 1) name = `${kind} ${number}`;
    void order("appear", { name, kind });
  }

  // -- People ------------------------------------------------------------------------------------

  #showPeople(house: House): void {
    for (const [name, picture] of this.#people) {
      if (!house.bodies.some((body) => body.name === name)) {
        picture.element.remove();
        this.#people.delete(name);
      }
    }
    for (const body of house.bodies) {
      let picture = this.#people.get(body.name);
      if (!picture) {
        picture = person(body);
        this.#people.set(body.name, picture);
        this.#peopleLayer.append(picture.element);
        this.#makeMovable(body.name, picture);
      }
      picture.show(body);
    }
  }

  #makeMovable(name: string, picture: PersonPicture): void {
    makeMovable(
      {
        element: picture.element,
        step_m: STEP_M,
        bounds: () => this.#plan?.bounds ?? null,
        now: () => ({ at: picture.at, heading_rad: null }),
        wish: (place) => picture.wish(place?.at ?? null),
        move: ({ at: [x, y] }) => void order("person", { name, x, y }),
        remove: () => void order("leave", { name }),
      },
      (event) => this.#pointAt(event),
    );
  }

  #pointAt(event: PointerEvent): Point {
    const matrix = this.picture.getScreenCTM()?.inverse();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    return [point.x, -point.y];
  }
}

/** How dark the plan is drawn for so much light outside: not at all by day, never black. */
function darkness(lux: number): number {
  return 0.62 * Math.min(1, Math.max(0, 1 - Math.log10(1 + lux) / 3.3));
}

/** Light that fades with the distance from its lamp. */
function glowOfLamps(): SVGElement {
  const stops = [svg("stop", { offset: 0, class: "glow-inner" }), svg("stop", { offset: 1, class: "glow-outer" })];
  return svg("defs", {}, svg("radialGradient", { id: "plan-glow" }, ...stops));
}

function line(a: Point, b: Point, attributes: Record<string, string>): SVGLineElement {
  const made = svg("line", attributes);
  place(made, a, b);
  return made;
}

function place(element: SVGLineElement, a: Point, b: Point): void {
  element.setAttribute("x1", String(a[0]));
  element.setAttribute("y1", String(-a[1]));
  element.setAttribute("x2", String(b[0]));
  element.setAttribute("y2", String(-b[1]));
}

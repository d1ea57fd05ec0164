// <mk-joystick label="Drive" do="drive">: steers by thumb, mouse, arrow keys or arrow buttons.

import { h, iconButton, svg } from "../base/dom";
import { define, KitElement } from "../base/element";
import { text } from "../base/text";
import { live } from "../live/live";
import { Steady } from "./steady";
import { fromKeys, fromPointer, isStickKey, MIDDLE, type Point } from "./stick";

const EVERY_MS = 50;
/** While it is held, the server hears of it so often: silence means that nobody steers. */
const HEARTBEAT_MS = 100;
const ARROWS: [string, string, () => string][] = [
  ["ArrowUp", "arrow-up", () => text("Forwards")],
  ["ArrowLeft", "arrow-left", () => text("Left")],
  ["ArrowDown", "arrow-down", () => text("Backwards")],
  ["ArrowRight", "arrow-right", () => text("Right")],
];

/**
 * Sends {"x": 0.5, "y": -1}: x to the right, y forwards, -1 to 1.
 *
 * It springs back, and a hand that is gone is a hand that let go: the pointer lost, another window,
 * a hidden tab each send the middle at once. With `from`, a ring shows what the server does, whoever steers.
 * Left stays left in right-to-left languages: it is the car's.
 */
export class MkJoystick extends KitElement {
  #ghost = svg("circle", { class: "stick-ghost", cx: 0, cy: 0, r: 40 });
  #knob = svg("circle", { class: "stick-knob", cx: 0, cy: 0, r: 34 });
  #pad = h("div", { class: "stick-pad", role: "application", tabindex: 0 });
  #arrows = h("div", { class: "stick-arrows", role: "group" });
  #value = h("bdi", { class: "stick-value", dir: "ltr" });
  #keys = new Set<string>();
  #pointer: number | null = null;
  #at: Point = MIDDLE;
  #beat = 0;
  #steady = new Steady<Point>(EVERY_MS, (point) => void this.act({ ...point }));

  protected override build(): void {
    const picture = svg("svg", { viewBox: "-110 -110 220 220", "aria-hidden": "true", focusable: "false" });
    picture.append(
      svg("circle", { class: "stick-rim", cx: 0, cy: 0, r: 100 }),
      svg("path", { class: "stick-cross", d: "M0-84v168M-84 0h168" }),
      this.#ghost,
      this.#knob,
    );
    this.#pad.append(picture);
    this.#pad.setAttribute("aria-label", this.label || text("Joystick"));
    this.#pad.setAttribute("aria-description", text("The arrow keys steer. Letting go stops."));
    this.#arrows.setAttribute("aria-label", text("Arrow buttons"));
    for (const [key, name, words] of ARROWS) this.#arrows.append(this.#arrow(key, name, words()));
    const head = h("div", { class: "stick-head" }, h("span", {}, this.label), this.#value);
    this.append(head, h("div", { class: "stick-row" }, this.#pad, this.#arrows));
    this.#draw();
  }

  #arrow(key: string, name: string, words: string): HTMLButtonElement {
    const button = iconButton(name, words, key);
    button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      button.setPointerCapture(event.pointerId);
      this.#keyDown(key);
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) {
      button.addEventListener(end, () => this.#keyUp(key));
    }
    button.addEventListener("keydown", (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      this.#keyDown(key);
    });
    button.addEventListener("keyup", (event) => {
      if (event.key === " " || event.key === "Enter") this.#keyUp(key);
    });
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    return button;
  }

  protected override connected(signal: AbortSignal): void {
    const pad = this.#pad;
    pad.addEventListener("pointerdown", (event) => this.#grab(event), { signal });
    pad.addEventListener("pointermove", (event) => this.#drag(event), { signal });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      pad.addEventListener(end, (event) => this.#drop(event as PointerEvent), { signal });
    }
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("keyup", (event) => this.#keyUp(event.key), { signal });
    pad.addEventListener("blur", () => this.letGo(), { signal });
    pad.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    addEventListener("blur", () => this.letGo(), { signal });
    addEventListener("pagehide", () => this.letGo(), { signal });
    document.addEventListener("visibilitychange", () => this.letGo(), { signal });
    signal.addEventListener("abort", () => this.letGo());
    live.onLink((state) => {
      if (state !== "live") this.letGo(); // it must not go on by itself when the link is back
    });
  }

  /** Where it stands. */
  get position(): Point {
    return this.#at;
  }

  override show(value: unknown): void {
    const { x, y } = isPoint(value) ? value : MIDDLE;
    this.#ghost.setAttribute("cx", String(x * 66));
    this.#ghost.setAttribute("cy", String(-y * 66));
  }

  /** Springs back to the middle, and says so at once. */
  letGo(): void {
    this.#pointer = null;
    this.#keys.clear();
    this.#move(MIDDLE);
  }

  #grab(event: PointerEvent): void {
    if (event.button !== 0 || this.#pointer !== null) return;
    this.#pad.focus({ preventScroll: true });
    this.#pad.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#drag(event);
  }

  #drag(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    const box = this.#pad.getBoundingClientRect();
    const radius = (box.width / 2) * (100 / 110);
    this.#move(fromPointer(event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2, radius));
  }

  #drop(event: PointerEvent): void {
    if (event.pointerId === this.#pointer) this.letGo();
  }

  #key(event: KeyboardEvent): void {
    if (!isStickKey(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#keyDown(event.key);
  }

  #keyDown(key: string): void {
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    this.#move(fromKeys(this.#keys));
  }

  #keyUp(key: string): void {
    if (this.#keys.delete(key)) this.#move(fromKeys(this.#keys));
  }

  #move(point: Point): void {
    const was = this.#at;
    if (point.x === was.x && point.y === was.y) return;
    this.#at = point;
    this.#draw();
    if (point === MIDDLE) this.#rest();
    else this.#steer(point);
  }

  #rest(): void {
    clearInterval(this.#beat);
    this.#beat = 0;
    this.#steady.now(MIDDLE, performance.now());
  }

  #steer(point: Point): void {
    this.#steady.want(point, performance.now());
    this.#beat ||= window.setInterval(() => {
      if (!live.isBusy) this.#steady.want(this.#at, performance.now());
    }, HEARTBEAT_MS);
  }

  #draw(): void {
    const { x, y } = this.#at;
    this.#knob.setAttribute("cx", String(x * 66));
    this.#knob.setAttribute("cy", String(-y * 66));
    this.classList.toggle("held", this.#at !== MIDDLE);
    this.#value.textContent = `x ${x.toFixed(2)}  y ${y.toFixed(2)}`;
    for (const [key] of ARROWS) this.#arrows.querySelector(`.${key}`)?.classList.toggle("down", this.#keys.has(key));
  }
}

function isPoint(value: unknown): value is Point {
  const { x, y } = (value ?? {}) as Partial<Point>;
  return Number.isFinite(x) && Number.isFinite(y);
}

define("mk-joystick", MkJoystick);

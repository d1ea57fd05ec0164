// The parts of the bench as plain controls: what each does now, and what a person can do to it.

import { freshId, h } from "../base/dom";
import { text } from "../base/text";
import { Steady } from "../elements/steady";
import { holdable } from "./holding";
import { order } from "./orders";
import { position, STEPS, told, valueAt } from "./scale";
import type { Control, Part } from "./state";
import { toggle } from "./toggle";

const EVERY_MS = 50;
/** After a drag, how long the hand counts more than the bench's older word. */
const SETTLES_MS = 400;

/** One row of the list. */
class Row {
  readonly element = h("li", { class: "part" });
  #dot = h("span", { class: "part-dot", "aria-hidden": "true" });
  #name = h("span", { class: "part-name" });
  #pins = h("bdi", { class: "part-pins", dir: "ltr" });
  #words = h("bdi", { class: "part-words", dir: "ltr" });
  #hands = h("div", { class: "part-hands" });
  #shows: ((part: Part) => void)[] = [];
  #made = "";

  constructor() {
    const head = h("div", { class: "part-head" }, this.#dot, this.#name, this.#pins, this.#words);
    this.element.append(head, this.#hands);
  }

  show(part: Part): void {
    const made = `${part.label} ${part.controls.map((control) => `${control.name}${control.low}${control.high}`).join()}`;
    if (made !== this.#made) {
      this.#made = made;
      this.#build(part);
    }
    put(this.#words, part.words);
    this.element.dataset["lit"] = String(shine(part.look) > 0);
    const colour = colourOf(part.look);
    this.#dot.hidden = colour === null;
    if (colour !== null) {
      this.#dot.style.backgroundColor = colour;
      this.#dot.style.opacity = String(0.12 + 0.88 * shine(part.look));
    }
    for (const update of this.#shows) update(part);
  }

  #build(part: Part): void {
    put(this.#name, part.label);
    put(this.#pins, part.pins.join(" "));
    this.#shows = [];
    const [first, ...others] = part.controls.map((control) => this.#hand(part, control));
    this.#hands.replaceChildren(...(first ? [first] : []), ...(others.length ? [more(others)] : []));
  }

  #hand(part: Part, control: Control): HTMLElement {
    switch (control.grip) {
      case "button":
        return this.#button(part, control);
      case "switch":
        return this.#switch(part, control);
      case "slider":
        return this.#slider(part, control);
      case "knob":
        return this.#knob(part);
      case "keys":
        return this.#keys(part, control);
    }
  }

  #button(part: Part, control: Control): HTMLElement {
    const name = text("Press {part}", { part: part.label });
    const button = h("button", { type: "button", class: "button part-press", "aria-pressed": "false" }, name);
    holdable(
      button,
      () => void order("hold", { part: part.name }),
      () => void order("release", { part: part.name }),
    );
    this.#shows.push((now) => button.setAttribute("aria-pressed", String(Boolean(valueOf(now, control.name)))));
    return button;
  }

  #switch(part: Part, control: Control): HTMLElement {
    const made = toggle(`${part.label}: ${plain(control.name)}`, (on) => {
      void order("switch", { part: part.name, control: control.name, on });
    });
    this.#shows.push((now) => made.show(Boolean(valueOf(now, control.name))));
    return made.element;
  }

  #slider(part: Part, control: Control): HTMLElement {
    const range = { low: control.low ?? 0, high: control.high ?? 1, unit: control.unit ?? "" };
    const id = freshId("slider");
    const input = h("input", { type: "range", id, min: 0, max: STEPS, step: 1 });
    const words = h("bdi", { dir: "ltr" });
    let touched_ms = -SETTLES_MS;
    const steady = new Steady<number>(EVERY_MS, (value) => {
      void order("slide", { part: part.name, control: control.name, value });
    });
    const tell = (value: number) => {
      put(words, told(value, range));
      input.setAttribute("aria-valuetext", told(value, range));
      input.style.setProperty("--share", String(Number(input.value) / STEPS));
    };
    input.addEventListener("input", () => {
      touched_ms = performance.now();
      const value = valueAt(input.valueAsNumber, range);
      tell(value);
      steady.want(value, touched_ms);
    });
    this.#shows.push((now) => {
      const value = Number(valueOf(now, control.name));
      if (performance.now() - touched_ms < SETTLES_MS || !Number.isFinite(value)) return;
      const place = String(position(value, range));
      if (input.value !== place) input.value = place;
      tell(value);
    });
    const name = `${part.label}: ${plain(control.name)}`;
    return h("div", { class: "part-slider" }, h("label", { for: id }, name), words, input);
  }

  #knob(part: Part): HTMLElement {
    const turn = (steps: number, sign: string, name: string) => {
      const button = h("button", { type: "button", class: "button", "aria-label": name, title: name }, sign);
      button.addEventListener("click", () => void order("turn", { part: part.name, steps }));
      return button;
    };
    const left = turn(-1, "⟲", text("Turn {part} left", { part: part.label }));
    const right = turn(1, "⟳", text("Turn {part} right", { part: part.label }));
    return h("div", { class: "row", dir: "ltr" }, left, right);
  }

  #keys(part: Part, control: Control): HTMLElement {
    const keys = (control.keys ?? []).map((key) => {
      const button = h("button", { type: "button", class: "button" }, key);
      button.addEventListener("click", () => void order("press", { part: part.name, key }));
      return button;
    });
    return h("div", { class: "part-keys", dir: "ltr", role: "group", "aria-label": part.label }, ...keys);
  }
}

/** The list of all parts. */
export class PartList {
  #rows = new Map<string, Row>();

  constructor(private readonly list: HTMLElement) {}

  show(parts: readonly Part[]): void {
    for (const [name, row] of this.#rows) {
      if (!parts.some((part) => part.name === name)) {
        row.element.remove();
        this.#rows.delete(name);
      }
    }
    for (const part of parts) {
      let row = this.#rows.get(part.name);
      if (!row) {
        row = new Row();
        this.#rows.set(part.name, row);
        this.list.append(row.element);
      }
      row.show(part);
    }
  }
}

/** What is rarely touched, out of the way: how much a button bounces, how warm the air is. */
function more(hands: HTMLElement[]): HTMLElement {
  return h("details", { class: "part-more" }, h("summary", {}, text("More")), ...hands);
}

function put(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}

function valueOf(part: Part, control: string): unknown {
  return part.controls.find((each) => each.name === control)?.value;
}

/** `distance_m` is the distance: its unit stands behind the value. */
function plain(name: string): string {
  return name.replace(/_(m|mm|c|v|lx|hz|deg|percent|s|ms|us|ohm|pa)$/, "").replaceAll("_", " ");
}

/** How brightly a part shines, 0 to 1. */
function shine(look: Readonly<Record<string, unknown>>): number {
  const shining = [look["brightness"], look["red"], look["green"], look["blue"]].flat().map(Number);
  const brightest = Math.max(0, ...shining.filter(Number.isFinite));
  return Math.min(1, brightest);
}

/** The colour of what shines, or null. */
function colourOf(look: Readonly<Record<string, unknown>>): string | null {
  if ("red" in look && "green" in look && "blue" in look) {
    const brightest = Math.max(Number(look["red"]), Number(look["green"]), Number(look["blue"]), 1e-6);
    const parts = ["red", "green", "blue"].map((name) => Math.round((255 * Number(look[name])) / brightest));
    return `rgb(${parts.join(" ")})`;
  }
  if (!("brightness" in look)) return null;
  const colour = String(look["color"] ?? "white");
  return colour === "white" ? "#fff7d6" : colour;
}

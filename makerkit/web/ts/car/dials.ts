// Numbers at a glance: each with its unit, and grey where nothing is known.

import { h, icon } from "../base/dom";
import { text } from "../base/text";
import type { CarState, Happening } from "./state";

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
/** Above this, what the car does belongs to a road that it has left behind. */
const SLOW_MS = 250;

/** Fills the elements of `root` that have `data-dial`. */
export class Dials {
  #dials = new Map<string, HTMLElement>();

  constructor(root: ParentNode) {
    for (const dial of root.querySelectorAll<HTMLElement>("[data-dial]")) this.#dials.set(dial.dataset["dial"] ?? "", dial);
  }

  show({ car, plots, seen }: CarState): void {
    this.#tell("speed", number(plots["speed_m_s"], 2, "m/s"));
    this.#tell("battery", number(car.battery_v, 1, "V"));
    this.#tell("ahead", number(plots["ahead_cm"], 0, "cm"));
    this.#tell("latency", number(plots["latency_ms"], 0, "ms"), (plots["latency_ms"] ?? 0) > SLOW_MS);
    this.#tell("confidence", seen.lane ? number(plots["confidence"], 0, "%") : "");
    this.#tell("link", car.link === "" ? text("answers") : text("no answer"), car.link !== "");
    const thing = seen.things[0];
    const words = thing ? `${thingWords(thing.kind, thing.name)} ${number(thing.distance_m, 1, "m")}`.trim() : "";
    this.#tell("thing", words, thing?.kind === "sign" || thing?.name === "red");
  }

  #tell(name: string, words: string, isBad = false): void {
    const dial = this.#dials.get(name);
    const value = dial?.querySelector("bdi");
    if (!dial || !value) return;
    const shown = words || "–";
    if (value.textContent !== shown) value.textContent = shown;
    dial.dataset["level"] = words === "" ? "none" : isBad ? "bad" : "good";
  }
}

function number(value: number | null | undefined, digits: number, unit: string): string {
  return typeof value === "number" ? `${value.toFixed(digits)} ${unit}` : "";
}

function thingWords(kind: string, name: string): string {
  if (kind === "sign") return text("Stop sign");
  switch (name) {
    case "red":
      return text("Red light");
    case "amber":
      return text("Amber light");
    default:
      return text("Green light");
  }
}

/** Shows what has happened last. */
export function showRecent(list: HTMLElement | null, recent: readonly Happening[]): void {
  const written = recent.map((one) => `${one.wall_s} ${one.says}`).join("\n");
  if (!list || list.dataset["written"] === written) return;
  list.dataset["written"] = written;
  list.replaceChildren(...recent.map(row));
}

function row(one: Happening): HTMLElement {
  const sign = { halt: "octagon-pause", drives: "navigation", mode: "sliders-horizontal" }[one.kind] ?? "activity";
  const time = h("bdi", { class: "muted small", dir: "ltr" }, CLOCK.format(one.wall_s * 1000));
  return h("li", {}, icon(sign), h("span", { class: "grow says" }, one.says), time);
}

// What the plan shows, as a list: for fingers, for who does not see the plan, and for the weather.

import { freshId, h } from "../base/dom";
import { text } from "../base/text";
import { Steady } from "../elements/steady";
import { order } from "./orders";
import { plain, type Plan } from "./plan";
import type { House } from "./state";
import { toggle } from "./toggle";

/** From this share on a lamp counts as lit, a door as open. */
export const HALF = 0.5;
const EVERY_MS = 100;
/** After a drag, how long the hand counts more than the house's older word. */
const SETTLES_MS = 1500;

export type Update = (house: House) => void;

type Share = (house: House, name: string) => number | undefined;

/** Fills the list; returns what shows a new state in it. */
export function fillList(place: HTMLElement, plan: Plan): Update[] {
  const updates: Update[] = [];
  const group = (title: string, what: string, names: readonly string[], share: Share) => {
    const rows = names.map((name) => {
      const made = toggle(plain(name), (on) => void order(what, { name, on }));
      updates.push((house) => made.show((share(house, name) ?? 0) > HALF));
      return made.element;
    });
    return h("fieldset", {}, h("legend", {}, title), ...rows);
  };
  const names = (things: readonly { readonly name: string }[]) => things.map((thing) => thing.name);
  place.replaceChildren(
    group(text("Lamps"), "lamp", names(plan.lamps), (house, name) => house.lamps[name]),
    group(text("Doors"), "door", names(plan.doors), (house, name) => house.doors[name]),
    group(text("Windows"), "door", names(plan.windows), (house, name) => house.windows?.[name]),
    group(text("Curtains"), "curtain", names(plan.windows.filter((each) => each.curtain)), (house, name) => house.curtains?.[name]),
    surroundings(updates),
  );
  return updates;
}

/** The mains and the weather. */
function surroundings(updates: Update[]): HTMLElement {
  const mains = toggle(text("Mains power"), (on) => void order("power", { on }));
  updates.push((house) => mains.show(house.power ?? true));
  const sliders = [
    weather("clouds", text("Clouds"), updates),
    weather("rain", text("Rain"), updates),
    weather("wind", text("Wind"), updates),
  ];
  return h("fieldset", {}, h("legend", {}, text("Outside")), mains.element, ...sliders);
}

function weather(what: string, name: string, updates: Update[]): HTMLElement {
  const id = freshId("house");
  const input = h("input", { type: "range", id, min: 0, max: 1, step: 0.05 });
  let touched_ms = -SETTLES_MS;
  const steady = new Steady<number>(EVERY_MS, (value) => void order("weather", { what, value }));
  input.addEventListener("input", () => {
    touched_ms = performance.now();
    steady.want(input.valueAsNumber, touched_ms);
  });
  updates.push((house) => {
    if (performance.now() - touched_ms > SETTLES_MS) input.value = String(house.weather?.[what] ?? 0);
  });
  return h("div", { class: "part-slider" }, h("label", { for: id }, name), h("span"), input);
}

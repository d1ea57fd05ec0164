// Lists beside a drive: what is marked, what may be bad, which drives there are.

import { h, icon } from "../base/dom";
import { text } from "../base/text";
import type { Session } from "./data_source";
import type { Stretch } from "./data_stretches";

export interface Doubt {
  readonly why: string;
  readonly first: number;
  readonly last: number;
}

export type Action = (stretch: Stretch) => void;
/** A stretch, what is said of it, and the name of it if it has one. */
export type Line = readonly [stretch: Stretch, words: string, name?: string];
type Button = readonly [icon: string, words: string, action: Action];

const MOST_SHOWN = 50;

/** Shows stretches, each with what can be done with it; the longest lists are cut. */
export function fillStretches(place: HTMLElement, lines: readonly Line[], buttons: readonly Button[]): void {
  const shown = lines.slice(0, MOST_SHOWN).map((one) => line(one, buttons));
  const more = lines.length - shown.length;
  const rest = more > 0 ? [h("li", { class: "muted" }, text("And {count} more.", { count: more }))] : [];
  const none = lines.length ? [] : [h("li", { class: "muted" }, text("Nothing."))];
  place.replaceChildren(...shown, ...rest, ...none);
}

function line([stretch, words, name]: Line, buttons: readonly Button[]): HTMLLIElement {
  const range = h("bdi", { dir: "ltr" }, stretch[0] === stretch[1] ? `${stretch[0]}` : `${stretch[0]} – ${stretch[1]}`);
  const called = name ? h("bdi", { dir: "ltr" }, name) : null;
  const what = h("span", { class: "grow" }, called, called ? " " : null, words ? `${words} ` : null, range);
  return h("li", {}, what, ...buttons.map((button) => made(button, stretch)));
}

function made([name, words, action]: Button, stretch: Stretch): HTMLButtonElement {
  const label = `${words}: ${stretch[0]} – ${stretch[1]}`;
  const button = h("button", { type: "button", class: "button only-icon quiet", "aria-label": label, title: words }, icon(name));
  button.addEventListener("click", () => action(stretch));
  return button;
}

/** Returns a drive in words: who drove, how long. */
export function sessionWords(session: Session): string {
  const who = session.by_person ? text("a person drove") : text("the car drove");
  return `${who}, ${Math.round(session.seconds)} s:`;
}

/** Returns why a stretch may be bad. */
export function doubtWords(why: string): string {
  switch (why) {
    case "stands":
      return text("It stands:");
    case "jumps":
      return text("The steering jumps:");
    case "pause":
      return text("A pause before:");
    case "no_picture":
      return text("Without a picture:");
    case "no_steering":
      return text("Without steering:");
    default:
      return text("The same picture again:");
  }
}

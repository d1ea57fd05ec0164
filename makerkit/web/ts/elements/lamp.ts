// <mk-lamp label="Door" from="lamps.door">: a state that is told by shape, colour and words.

import { changeIcon, h, icon } from "../base/dom";
import { define, KitElement } from "../base/element";
import { text } from "../base/text";
import { type Lamp, lampOf } from "./lamp_state";

const ICONS: Record<Lamp, string> = {
  off: "circle",
  on: "lightbulb",
  ok: "circle-check",
  warning: "triangle-alert",
  error: "octagon-alert",
  unknown: "circle-dashed",
};

/**
 * A status lamp; `state` is off, on, ok, warning, error or unknown.
 *
 * `words-on="open"` and `icon-on="door-open"` say and show a state in other ways; each state needs a shape of its own.
 */
export class MkLamp extends KitElement {
  static readonly observedAttributes = ["state", "words"];
  #icon = icon("circle-dashed");
  #words = h("span", { class: "lamp-words" });

  protected override build(): void {
    this.append(this.#icon, h("span", { class: "lamp-name" }, this.label), this.#words);
    this.#draw();
  }

  attributeChangedCallback(): void {
    this.#draw();
  }

  override show(value: unknown): void {
    const lamp = lampOf(value);
    if (this.getAttribute("state") !== lamp) this.setAttribute("state", lamp);
  }

  #draw(): void {
    const lamp = lampOf(this.getAttribute("state"));
    changeIcon(this.#icon, this.getAttribute(`icon-${lamp}`) ?? ICONS[lamp]);
    this.#words.textContent = this.getAttribute("words") ?? this.getAttribute(`words-${lamp}`) ?? wordsOf(lamp);
  }
}

function wordsOf(lamp: Lamp): string {
  switch (lamp) {
    case "off":
      return text("off");
    case "on":
      return text("on");
    case "ok":
      return text("in order");
    case "warning":
      return text("look at this");
    case "error":
      return text("fault");
    case "unknown":
      return text("not known");
  }
}

define("mk-lamp", MkLamp);

// <mk-value label="Light" from="values.light" unit="%" digits="0">: a number with its unit.

import { h } from "../base/dom";
import { define, KitElement } from "../base/element";

/** A value and its unit, kept together and left-to-right in every language. */
export class MkValue extends KitElement {
  #value = h("bdi", { dir: "ltr" }, "–");

  protected override build(): void {
    this.append(h("span", { class: "value-name" }, this.label), this.#value);
  }

  override show(value: unknown): void {
    const words = this.#words(value);
    if (this.#value.textContent !== words) this.#value.textContent = words;
  }

  #words(value: unknown): string {
    if (typeof value === "string") return value;
    if (typeof value !== "number" || !Number.isFinite(value)) return "–";
    const unit = this.getAttribute("unit") ?? "";
    return `${value.toFixed(this.number("digits", 0))}${unit ? ` ${unit}` : ""}`;
  }
}

define("mk-value", MkValue);

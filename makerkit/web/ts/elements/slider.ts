// <mk-slider label="Brightness" from="brightness" do="brightness" min="0" max="1" step="0.01">

import { freshId, h } from "../base/dom";
import { define, KitElement } from "../base/element";
import { Steady } from "./steady";

const EVERY_MS = 50;
/** After a drag, how long the hand counts more than the server's older state. */
const SETTLES_MS = 400;

/** A slider; sends {"value": 0.4}, at most 20 times a second and always the last. */
export class MkSlider extends KitElement {
  #id = freshId("slider");
  #input = h("input", { type: "range", id: this.#id });
  #value = h("bdi", { dir: "ltr" });
  #touched_ms = -SETTLES_MS;
  #steady = new Steady<number>(EVERY_MS, (value) => void this.act({ value }));

  protected override build(): void {
    for (const name of ["min", "max", "step"]) {
      const given = this.getAttribute(name);
      if (given !== null) this.#input.setAttribute(name, given);
    }
    this.#input.value = this.getAttribute("value") ?? this.#input.min;
    this.append(h("label", { for: this.#id }, this.label), this.#value, this.#input);
    this.#draw();
  }

  protected override connected(signal: AbortSignal): void {
    this.#input.addEventListener("input", () => this.#moved(), { signal });
    signal.addEventListener("abort", () => this.#steady.stop());
  }

  override show(value: unknown): void {
    if (typeof value !== "number" || performance.now() - this.#touched_ms < SETTLES_MS) return;
    if (this.#input.valueAsNumber === value) return;
    this.#input.value = String(value);
    this.#draw();
  }

  #moved(): void {
    this.#touched_ms = performance.now();
    this.#draw();
    this.#steady.want(this.#input.valueAsNumber, performance.now());
  }

  #draw(): void {
    const { min, max, valueAsNumber } = this.#input;
    const low = Number(min || 0);
    const high = Number(max || 100);
    const unit = this.getAttribute("unit") ?? "";
    const scale = this.number("scale", 1);
    const words = `${(valueAsNumber * scale).toFixed(this.number("digits", 0))}${unit ? ` ${unit}` : ""}`;
    this.#value.textContent = words;
    this.#input.setAttribute("aria-valuetext", words);
    this.#input.style.setProperty("--share", String((valueAsNumber - low) / (high - low || 1)));
  }
}

define("mk-slider", MkSlider);

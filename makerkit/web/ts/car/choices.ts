// What is chosen: the mode, whether it is recorded or taken back, a manoeuvre.

import { changeIcon } from "../base/dom";
import { live } from "../live/live";
import type { CarState } from "./state";

/** The buttons of `root` that have `data-do` give orders; those with `data-mode` show which one counts. */
export class Choices {
  #modes: HTMLButtonElement[];
  #record: HTMLButtonElement | null;

  constructor(root: ParentNode) {
    this.#modes = [...root.querySelectorAll<HTMLButtonElement>("button[data-mode]")];
    this.#record = root.querySelector<HTMLButtonElement>("#record");
    for (const button of this.#modes) {
      button.addEventListener("click", () => give("mode", { mode: button.dataset["mode"] }));
    }
    for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-manoeuvre]")) {
      button.addEventListener("click", () => give("manoeuvre", { name: button.dataset["manoeuvre"] }));
    }
    root.querySelector("#erase")?.addEventListener("click", () => give("erase", {}));
    this.#record?.addEventListener("click", () => {
      give("record", { on: this.#record?.getAttribute("aria-pressed") !== "true" });
    });
  }

  show(state: CarState): void {
    for (const button of this.#modes) {
      button.setAttribute("aria-pressed", String(button.dataset["mode"] === state.car.mode));
    }
    const record = this.#record;
    if (!record) return;
    record.setAttribute("aria-pressed", String(state.car.is_recording));
    const sign = record.querySelector<SVGSVGElement>("svg");
    if (sign) changeIcon(sign, state.car.is_recording ? "square" : "circle-dot");
    const count = record.querySelector("bdi");
    if (count) count.textContent = state.car.records > 0 ? String(state.car.records) : "";
  }
}

function give(order: string, values: Record<string, unknown>): void {
  live.order(order, values).catch((error: Error) => live.say(error.message, "error"));
}

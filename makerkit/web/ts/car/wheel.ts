// Who has the car: nobody, this page, or somebody else, from whom it can be taken over.

import { text } from "../base/text";
import { myKey } from "./me";
import type { CarState } from "./state";
import type { Steering } from "./steering";

/** Fills what stands in `#wheel`. */
export class Wheel {
  #words: HTMLElement;
  #take: HTMLButtonElement;

  constructor(
    private readonly root: HTMLElement,
    steering: Steering,
  ) {
    this.#words = root.querySelector("span") as HTMLElement;
    this.#take = root.querySelector("button") as HTMLButtonElement;
    this.#take.addEventListener("click", () => steering.take());
  }

  show(state: CarState): void {
    const { holder } = state;
    const whose = holder === null ? "nobody" : holder.key === myKey ? "mine" : "other";
    this.root.dataset["whose"] = whose;
    this.#take.hidden = whose !== "other";
    const words = holder === null ? text("Nobody steers") : whose === "mine" ? text("You steer") : text("{name} steers.", { name: holder.name });
    if (this.#words.textContent !== words) this.#words.textContent = words;
    document.getElementById("stick")?.classList.toggle("is-taken", whose === "other");
  }
}

// <mk-button do="bell" label="Ring" icon="bell">: a button; hold="1" asks for a second of holding.

import { h, icon } from "../base/dom";
import { define, KitElement } from "../base/element";
import { text } from "../base/text";

/** A button that sends an order, at once or after it was held. */
export class MkButton extends KitElement {
  #button = h("button", { type: "button" });
  #timer = 0;

  protected override build(): void {
    const name = this.getAttribute("icon");
    const words = h("span", {}, this.label);
    this.#button.append(...(name ? [icon(name)] : []), words);
    this.append(this.#button);
    if (this.#hold_s > 0) {
      this.#button.append(h("span", { class: "hold-fill", "aria-hidden": "true" }));
      this.#button.setAttribute("aria-description", text("Hold it for {seconds} s.", { seconds: this.#hold_s }));
      this.#button.style.setProperty("--hold", `${this.#hold_s}s`);
    }
  }

  get #hold_s(): number {
    return this.number("hold", 0);
  }

  protected override connected(signal: AbortSignal): void {
    if (this.#hold_s <= 0) {
      this.#button.addEventListener("click", () => this.#do(), { signal });
      return;
    }
    this.#button.addEventListener("pointerdown", (event) => this.#pressed(event), { signal });
    this.#button.addEventListener("keydown", (event) => this.#key(event), { signal });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture", "keyup", "blur"]) {
      this.#button.addEventListener(end, () => this.#release(), { signal });
    }
    this.#button.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.#button.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    signal.addEventListener("abort", () => this.#release());
  }

  #pressed(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#button.setPointerCapture(event.pointerId);
    this.#press();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault(); // no click of its own at the end
    if (!event.repeat) this.#press();
  }

  /** A screen reader clicks without holding: that counts, it is deliberate enough. */
  #clicked(event: MouseEvent): void {
    if (event.detail === 0) this.#do();
  }

  #press(): void {
    this.#release();
    this.classList.add("held");
    this.#timer = window.setTimeout(() => {
      this.#release();
      this.#do();
    }, this.#hold_s * 1000);
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.classList.remove("held");
  }

  #do(): void {
    void this.act({});
    this.classList.remove("done");
    void this.offsetWidth; // lets the flash begin anew
    this.classList.add("done");
  }
}

define("mk-button", MkButton);

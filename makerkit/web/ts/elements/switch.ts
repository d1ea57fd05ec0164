// <mk-switch label="Siren" from="siren" do="siren">: on or off; sends {"on": true}.

import { freshId, h } from "../base/dom";
import { define, KitElement } from "../base/element";

/** A switch that shows what the server says, not what was wished. */
export class MkSwitch extends KitElement {
  #id = freshId("switch");
  #input = h("input", { type: "checkbox", role: "switch", id: this.#id });
  #known: boolean | null = null;
  #isAsking = false;

  protected override build(): void {
    this.append(h("label", { for: this.#id }, this.label), this.#input);
  }

  protected override connected(signal: AbortSignal): void {
    this.#input.addEventListener("change", () => void this.#changed(), { signal });
  }

  override show(value: unknown): void {
    if (typeof value !== "boolean") return;
    this.#known = value;
    if (!this.#isAsking && this.#input.checked !== value) this.#input.checked = value;
  }

  async #changed(): Promise<void> {
    this.#isAsking = true;
    try {
      await this.act({ on: this.#input.checked });
    } catch {
      if (this.#known !== null) this.#input.checked = this.#known;
    } finally {
      this.#isAsking = false;
    }
  }
}

define("mk-switch", MkSwitch);

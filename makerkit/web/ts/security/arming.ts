// Arming: what stands in the way is said before, and whoever arms anyway knows what is left out.

import { h, icon } from "../base/dom";
import { text } from "../base/text";
import { live } from "../live/live";
import type { Hurdle, Mode, SecurityState } from "./state";
import { modeWords } from "./words";

/** The buttons with `data-mode`, and the question before arming with something open. */
export class Arming {
  #card: HTMLElement;
  #dialog: HTMLDialogElement;
  #state: SecurityState | null = null;
  #asked: Mode | "" = "";

  constructor(card: HTMLElement, dialog: HTMLDialogElement) {
    this.#card = card;
    this.#dialog = dialog;
    for (const button of this.#buttons()) {
      button.addEventListener("click", () => this.#wanted(button.dataset["mode"] as Mode));
    }
    this.#part("anyway").addEventListener("click", () => this.#arm(this.#asked));
    this.#part("code").addEventListener("mk-order", (event) => this.#arm(this.#asked, String(event.detail.with["code"] ?? "")));
    this.#part("not-now").addEventListener("click", () => this.#dialog.close());
  }

  show(state: SecurityState): void {
    this.#state = state;
    this.#card.hidden = state.alarm.state !== "disarmed";
    for (const button of this.#buttons()) {
      const hurdles = state.ready[button.dataset["mode"] as Mode] ?? [];
      const words = button.querySelector<HTMLElement>(".mode-ready");
      if (words) words.textContent = readyWords(hurdles);
      button.classList.toggle("has-hurdles", hurdles.length > 0);
    }
    if (this.#dialog.open) this.#fill();
    if (state.alarm.state !== "disarmed" && this.#dialog.open) this.#dialog.close();
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.#card.querySelectorAll<HTMLButtonElement>("button[data-mode]")];
  }

  #wanted(mode: Mode): void {
    this.#asked = mode;
    if (this.#hurdles().length === 0 && !this.#needsCode) {
      this.#arm(mode);
      return;
    }
    this.#fill();
    this.#dialog.showModal();
  }

  get #needsCode(): boolean {
    return this.#part("code").dataset["needed"] === "1";
  }

  #hurdles(): readonly Hurdle[] {
    return this.#asked ? (this.#state?.ready[this.#asked] ?? []) : [];
  }

  /** The list lives on while the question stands: who shuts the window sees it go. */
  #fill(): void {
    const hurdles = this.#hurdles();
    this.#part("title").textContent = hurdles.length ? text("Not everything is ready") : text("Everything is ready");
    this.#part("list").replaceChildren(
      ...hurdles.map((hurdle) => h("li", {}, icon(hurdle.can_force ? "triangle-alert" : "ban"), h("span", {}, hurdle.says))),
    );
    const isBarred = hurdles.some((hurdle) => !hurdle.can_force);
    const anyway = this.#part("anyway") as HTMLButtonElement;
    anyway.hidden = isBarred || this.#needsCode;
    this.#part("code").hidden = isBarred || !this.#needsCode;
    const words = anyway.querySelector("span");
    if (words) words.textContent = hurdles.length ? text("Arm anyway, leaving it out") : text("Arm: {mode}", { mode: modeWords(this.#asked) });
    this.#part("barred").hidden = !isBarred;
  }

  /** What was shown is what is left out: with nothing shown, nothing is forced. */
  #arm(mode: Mode | "", code = ""): void {
    const forced = this.#dialog.open && this.#hurdles().length > 0;
    this.#dialog.close();
    if (!mode) return;
    live.order("arm", { mode, forced, ...(code ? { code } : {}) }).catch((error: unknown) => {
      live.say(error instanceof Error ? error.message : text("Refused."), "error");
    });
  }

  #part(name: string): HTMLElement {
    const part = this.#dialog.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!part) throw new Error(`The question has no part ${name}.`);
    return part;
  }
}

function readyWords(hurdles: readonly Hurdle[]): string {
  if (hurdles.length === 0) return text("ready");
  if (hurdles.length === 1) return hurdles[0]?.says ?? "";
  return text("{first} And {count} more.", { first: hurdles[0]?.says ?? "", count: hurdles.length - 1 });
}

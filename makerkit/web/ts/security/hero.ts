// The one large state: words, shape and colour, the seconds that are left, and whether it is old.

import { changeIcon } from "../base/dom";
import { text } from "../base/text";
import { live } from "../live/live";
import { Countdown } from "./countdown";
import type { SecurityState } from "./state";
import { modeWords, STATE_ICONS, stateWords } from "./words";

const TICK_MS = 200;
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Fills what stands in `#hero`. */
export class Hero {
  #root: HTMLElement;
  #countdown = new Countdown();
  #heard = Date.now(); // the page came with the state of its moment

  constructor(root: HTMLElement) {
    this.#root = root;
    live.onLink((state) => this.#link(state === "lost"));
    setInterval(() => this.#tick(), TICK_MS);
  }

  show(state: SecurityState): void {
    const { alarm } = state;
    this.#heard = Date.now();
    this.#countdown.hear(alarm.remaining_s, performance.now());
    this.#root.dataset["state"] = alarm.state;
    this.#root.dataset["siren"] = alarm.siren;
    document.body.dataset["alarm"] = alarm.state;
    document.body.dataset["siren"] = alarm.siren;
    document.title = this.#title(stateWords(alarm.state));
    this.#part("words").textContent = stateWords(alarm.state);
    this.#part("mode").textContent = alarm.state === "disarmed" ? "" : modeWords(alarm.mode);
    this.#part("reason").textContent = alarm.reason;
    this.#part("siren").hidden = alarm.siren === "";
    this.#part("walk").hidden = !alarm.is_walk_test;
    const sign = this.#root.querySelector<SVGSVGElement>(".hero-sign svg");
    if (sign) changeIcon(sign, STATE_ICONS[alarm.state]);
    this.#tick();
  }

  #title(words: string): string {
    const name = document.querySelector(".brand-name")?.textContent ?? "";
    return name ? `${words} – ${name}` : words;
  }

  #tick(): void {
    const now_ms = performance.now();
    this.#root.classList.toggle("counts", this.#countdown.isOn);
    this.#part("seconds").textContent = this.#countdown.isOn ? String(this.#countdown.left_s(now_ms)) : "";
    this.#root.style.setProperty("--left", String(this.#countdown.share(now_ms)));
  }

  /** What is old must not look as if it were now: least of all "disarmed". */
  #link(isLost: boolean): void {
    this.#root.classList.toggle("stale", isLost);
    const note = this.#part("stale");
    note.hidden = !isLost;
    if (!isLost) return;
    note.textContent = text("No connection. This was the state at {at}.", { at: CLOCK.format(this.#heard) });
  }

  #part(name: string): HTMLElement {
    const part = this.#root.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!part) throw new Error(`The hero has no part ${name}.`);
    return part;
  }
}

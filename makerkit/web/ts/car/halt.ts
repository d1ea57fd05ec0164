// The one large state: whether it drives, why it stands, and the button that leads out of it.

import { changeIcon } from "../base/dom";
import { text } from "../base/text";
import { live } from "../live/live";
import type { CarState } from "./state";
import { drivesWords, PHASE_ICONS, phaseWords } from "./words";

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Fills what stands in `#halt`. */
export class HaltCard {
  #heard = Date.now(); // the page came with the state of its moment

  constructor(private readonly root: HTMLElement) {
    live.onLink((state) => this.#link(state === "lost"));
  }

  show(state: CarState): void {
    const { phase, halt, is_armed: isArmed } = state.car;
    this.#heard = Date.now();
    this.root.dataset["phase"] = phase;
    document.body.dataset["phase"] = phase;
    this.#say("words", phaseWords(phase));
    this.#say("says", halt?.says ?? drivesWords(state));
    this.#say("way", halt?.way_out ?? "");
    const isArming = halt?.reason === "arming";
    this.#part("release").hidden = halt?.reason !== "estop";
    this.#part("arm").hidden = !((phase === "off" && !isArming) || (phase === "held" && isArmed));
    this.#part("disarm").hidden = !isArmed;
    const sign = this.root.querySelector<SVGSVGElement>(".halt-sign svg");
    if (sign) changeIcon(sign, PHASE_ICONS[phase]);
    const name = document.querySelector(".brand-name")?.textContent ?? "";
    document.title = `${phaseWords(phase)} – ${name}`;
  }

  /** What is old must not look as if it were now. */
  #link(isLost: boolean): void {
    this.root.classList.toggle("stale", isLost);
    const note = this.#part("stale");
    note.hidden = !isLost;
    if (isLost) note.textContent = text("No connection. This was the state at {at}.", { at: CLOCK.format(this.#heard) });
  }

  /** Told only when it differs, so that a screen reader is not told twice. */
  #say(name: string, words: string): void {
    const part = this.#part(name);
    if (part.textContent !== words) part.textContent = words;
  }

  #part(name: string): HTMLElement {
    const part = this.root.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!part) throw new Error(`The state of the car has no part ${name}.`);
    return part;
  }
}

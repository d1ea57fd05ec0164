// The emergency stop: one tap, on every page, by every way there is.

import { live } from "../live/live";
import type { CarState } from "./state";

/** So long the live link has to answer before a plain request goes the same way. */
const LINK_MS = 250;
const ANSWER_MS = 1500;
/** One tap is a touch, a press and a click: they count once. */
const ONE_TAP_MS = 400;

class EmergencyStop {
  #pressed_ms = Number.NEGATIVE_INFINITY;
  #form: HTMLFormElement;
  #button: HTMLButtonElement;
  #word: HTMLElement;
  #failed: HTMLElement;
  #isStopped = false;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#button = inside(form, "button");
    this.#word = inside(form, ".estop-word");
    this.#failed = inside(form, ".estop-failed");
    // At the touch, not at its end: a finger that slides off has stopped the car too.
    this.#button.addEventListener("pointerdown", () => this.press());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.press();
    });
    live.onState((state) => this.#show(state as unknown as CarState));
  }

  /** Stops the car. */
  press(): void {
    const now_ms = performance.now();
    if (now_ms - this.#pressed_ms < ONE_TAP_MS) return;
    this.#pressed_ms = now_ms;
    this.#form.dataset["sent"] = "1";
    navigator.vibrate?.(80);
    void this.#send().then(
      () => this.#fail(false),
      () => this.#fail(!this.#isStopped),
    );
  }

  async #send(): Promise<void> {
    const byLink = live.order("stop");
    const isSlow = new Promise<boolean>((resolve) => setTimeout(() => resolve(true), LINK_MS));
    const hurries = await Promise.race([isSlow, byLink.then(() => false).catch(() => true)]);
    if (!hurries) return;
    await Promise.any([byLink, this.#post()]);
  }

  async #post(): Promise<void> {
    const answer = await fetch(this.#form.action, {
      method: "POST",
      headers: { "X-CSRFToken": document.body.dataset["csrf"] ?? "" },
      keepalive: true,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (!answer.ok) throw new Error(String(answer.status));
  }

  #fail(hasFailed: boolean): void {
    this.#failed.hidden = !hasFailed;
    if (hasFailed) delete this.#form.dataset["sent"];
  }

  #show(state: CarState): void {
    const phase = state.car.phase;
    this.#isStopped = phase === "stopped";
    if (this.#form.dataset["phase"] === phase) return;
    this.#form.dataset["phase"] = phase;
    delete this.#form.dataset["sent"];
    this.#failed.hidden = true;
    const words = this.#isStopped ? this.#word.dataset["stopped"] : this.#word.dataset["stop"];
    this.#word.textContent = words ?? "";
  }
}

/**
 * The space bar stops.
 *
 * On the drive page always, but in a field that takes text; elsewhere only where it has nothing else to do.
 */
function listenForSpace(stop: EmergencyStop): void {
  const isDriving = () => document.getElementById("drive") !== null;
  addEventListener(
    "keydown",
    (event) => {
      if (event.code !== "Space" || event.ctrlKey || event.altKey || event.metaKey) return;
      const target = event.target as HTMLElement;
      if (target.closest("input:not([type=range]):not([type=checkbox]), textarea, select")) return;
      if (!isDriving() && target !== document.body && target.id !== "main") return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) stop.press();
    },
    { capture: true },
  );
  // A button that has the focus is pressed when the key comes up.
  addEventListener(
    "keyup",
    (event) => {
      if (event.code !== "Space" || !isDriving()) return;
      const target = event.target as HTMLElement;
      if (target.closest("button, summary, a, input[type=checkbox], input[type=range]")) event.preventDefault();
    },
    { capture: true },
  );
}

function inside<T extends HTMLElement>(root: HTMLElement, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`The emergency stop has no ${selector}.`);
  return found;
}

/** Starts it, and lets the space bar and gamepads press it. */
export function startStop(): void {
  const form = document.getElementById("estop") as HTMLFormElement | null;
  if (!form) return;
  const stop = new EmergencyStop(form);
  listenForSpace(stop);
  document.addEventListener("car-stop", () => stop.press());
}

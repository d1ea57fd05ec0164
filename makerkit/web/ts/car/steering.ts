// All that steers on this page, joined: the stick, its arrows, the keyboard and gamepads; one voice to the car.

import type { MkJoystick } from "../elements/joystick";
import { MIDDLE, type Point } from "../elements/stick";
import { text } from "../base/text";
import { live } from "../live/live";
import { isAwake, myKey } from "./me";
import { readPad } from "./pad";
import { type Message, mixed, Sender, TICK_MS } from "./sender";
import { isDriveKey, SoftKeys } from "./soft_keys";
import { type CarState, wantsPresence } from "./state";

const SAY_AGAIN_MS = 4000;

/** Sends what this page wants of the car, as long as somebody looks at it. */
export class Steering {
  #sender = new Sender();
  #keys = new SoftKeys();
  #number = 0;
  #isMine = true;
  #isPresent = false;
  #padStops = false;
  #said_ms = Number.NEGATIVE_INFINITY;

  constructor(private readonly stick: MkJoystick) {
    setInterval(() => this.#tick(), TICK_MS);
    stick.addEventListener("mk-order", () => this.#tick());
    addEventListener("keydown", (event) => this.#keyDown(event));
    addEventListener("keyup", (event) => this.#keyUp(event));
    addEventListener("blur", () => this.#keys.releaseAll());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    live.onLink((state) => state !== "live" && this.#keys.releaseAll());
  }

  show(state: CarState): void {
    this.#isPresent = wantsPresence(state);
    const isMine = state.holder === null || state.holder.key === myKey;
    if (this.#isMine && !isMine) this.#sender.lose();
    this.#isMine = isMine;
  }

  /** Takes the car over from whoever has it. */
  take(): void {
    live
      .order("take")
      .then(() => {
        this.#isMine = true;
        this.#sender.take(performance.now());
      })
      .catch((error: Error) => live.say(error.message, "warning"));
  }

  /** Nobody looks at this page any more: the car hears it at once, not after its patience. */
  leave(): void {
    this.#keys.releaseAll();
    for (const message of this.#sender.leave()) this.#send(message);
  }

  #tick(): void {
    if (document.hidden || live.link !== "live" || live.isBusy || !isAwake()) return;
    const now_ms = performance.now();
    const wish = this.#isMine ? this.#wish(now_ms) : MIDDLE;
    if (!this.#isMine && !this.#isPresent) return;
    const message = this.#sender.tick(wish, this.#isPresent, now_ms);
    if (message) this.#send(message);
  }

  #wish(now_ms: number): Point {
    return mixed([this.stick.position, this.#keys.move(now_ms), ...this.#pads()]);
  }

  #pads(): Point[] {
    const said = (navigator.getGamepads?.() ?? []).filter((pad) => pad !== null).map(readPad);
    const stops = said.some((pad) => pad.isStop);
    if (stops && !this.#padStops) document.dispatchEvent(new Event("car-stop"));
    this.#padStops = stops;
    return said.map((pad) => pad.point);
  }

  #send(message: Message): void {
    this.#number += 1;
    const head = { n: this.#number, t: performance.now() / 1000 };
    const values = message.kind === "steer" ? { ...head, ...message.point } : message.kind === "present" ? head : {};
    live.order(message.kind, values).catch((error: Error) => this.#refused(error));
  }

  #refused(error: Error): void {
    const now_ms = performance.now();
    if (live.link !== "live" || now_ms - this.#said_ms < SAY_AGAIN_MS) return;
    this.#said_ms = now_ms;
    live.say(error.message || text("Refused."), "warning");
  }

  #keyDown(event: KeyboardEvent): void {
    this.#keys.isSlow = event.shiftKey;
    if (!isDriveKey(event.code) || event.ctrlKey || event.altKey || event.metaKey || isTaken(event)) return;
    event.preventDefault();
    if (this.#keys.press(event.code, performance.now())) this.#tick();
  }

  #keyUp(event: KeyboardEvent): void {
    this.#keys.isSlow = event.shiftKey;
    if (this.#keys.release(event.code)) this.#tick();
  }
}

/** Keys mean something else to fields, sliders and the stick itself. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return target.closest("input, textarea, select, mk-joystick, [contenteditable]") !== null;
}

// Sound and vibration of an alarm. A browser lets a page sound only after somebody has touched it.

import { text } from "../base/text";
import { isLoud, type SecurityState } from "./state";

const KEY = "mk-security-sound";
const SWEEP_S = 0.6;
const VIBRATION_MS = [400, 150, 400, 150, 400];
const AGAIN_MS = 2400;

/** A siren in the browser; `button` turns it on, which is the touch that the browser wants. */
export class Noise {
  #button: HTMLButtonElement;
  #context: AudioContext | null = null;
  #oscillator: OscillatorNode | null = null;
  #timer = 0;
  #isWanted = localStorage.getItem(KEY) !== "off";
  #isLoud = false;
  #asleep = new AbortController();

  constructor(button: HTMLButtonElement) {
    this.#button = button;
    button.addEventListener("click", () => this.#toggle());
    for (const touch of ["pointerup", "keyup"]) {
      document.addEventListener(touch, (event) => this.#woken(event), { signal: this.#asleep.signal });
    }
    this.#draw();
  }

  show(state: SecurityState): void {
    if (isLoud(state) === this.#isLoud) return;
    this.#isLoud = isLoud(state);
    this.#sound();
  }

  /** Any touch of the page lets it sound; that of the button itself is a choice. */
  #woken(event: Event): void {
    if (!this.#button.contains(event.target as Node)) this.#touched();
  }

  #touched(): void {
    this.#asleep.abort();
    this.#context ??= new AudioContext();
    void this.#context.resume().then(() => this.#sound());
    this.#draw();
  }

  #toggle(): void {
    this.#isWanted = this.#context === null || !this.#isWanted;
    this.#touched();
    localStorage.setItem(KEY, this.#isWanted ? "on" : "off");
    this.#sound();
    this.#draw();
  }

  #sound(): void {
    const isOn = this.#isLoud && this.#isWanted && this.#context !== null;
    if (isOn && !this.#oscillator) this.#begin();
    if (!isOn && this.#oscillator) this.#end();
  }

  #begin(): void {
    const context = this.#context;
    if (!context) return;
    const gain = new GainNode(context, { gain: 0.25 });
    const sweep = new OscillatorNode(context, { type: "triangle", frequency: 1 / SWEEP_S });
    const depth = new GainNode(context, { gain: 320 });
    const oscillator = new OscillatorNode(context, { type: "sawtooth", frequency: 920 });
    sweep.connect(depth).connect(oscillator.frequency);
    oscillator.connect(gain).connect(context.destination);
    sweep.start();
    oscillator.start();
    this.#oscillator = oscillator;
    const shake = () => navigator.vibrate?.(VIBRATION_MS);
    shake();
    this.#timer = window.setInterval(shake, AGAIN_MS);
  }

  #end(): void {
    this.#oscillator?.stop();
    this.#oscillator = null;
    clearInterval(this.#timer);
    navigator.vibrate?.(0);
  }

  /** Until somebody has touched the page, it says that it is mute: nobody shall trust in a silent phone. */
  #draw(): void {
    const can = this.#context !== null;
    const state = can && this.#isWanted ? "on" : can ? "off" : "asleep";
    const words = { on: text("This page sounds on an alarm"), off: text("This page stays mute"), asleep: text("Tap to let this page sound") };
    this.#button.dataset["sound"] = state;
    this.#button.setAttribute("aria-pressed", String(state === "on"));
    const label = this.#button.querySelector("span");
    if (label) label.textContent = words[state];
    const use = this.#button.querySelector("use");
    use?.setAttribute("href", `${document.body.dataset["icons"] ?? ""}#${state === "on" ? "volume-2" : "volume-x"}`);
  }
}

// What the car sees: with the lane drawn in, as it is, or from above; and whether it is old.

import { changeIcon, h, icon } from "../base/dom";
import { text } from "../base/text";
import type { MkVideo } from "../elements/video";
import { live } from "../live/live";
import { PictureAge } from "./picture_age";
import type { CarState } from "./state";

const LOOK_MS = 100;
/** A picture that is older is marked: at 0.5 m/s the car is 25 cm further on. */
const OLD_S = 0.5;

/** The live picture of the page, in `root`. */
export class Sight {
  #age = new PictureAge();
  #old: HTMLElement;
  #shown = 0;
  #heard_ms = performance.now();

  constructor(private readonly root: HTMLElement) {
    const old = root.querySelector<HTMLElement>(".see-old");
    if (!old) throw new Error("The picture has no place for its age.");
    this.#old = old;
    const tabs = [...root.querySelectorAll<HTMLButtonElement>("button[data-view]")];
    for (const tab of tabs) tab.addEventListener("click", () => this.#turnTo(tab, tabs));
    this.#fullScreen(root.querySelector<HTMLButtonElement>("[data-full]"));
    setInterval(() => this.#look(), LOOK_MS);
  }

  show(state: CarState): void {
    this.#age.hear(state.now_s, performance.now());
  }

  #turnTo(tab: HTMLButtonElement, tabs: HTMLButtonElement[]): void {
    for (const other of tabs) other.setAttribute("aria-pressed", String(other === tab));
    const { view = "lane", title = "" } = tab.dataset;
    this.#video?.replaceWith(h("mk-video" as "div", { src: `/video/${view}`, label: title }));
    this.root.dataset["view"] = view;
    this.#shown = 0;
  }

  get #video(): MkVideo | null {
    return this.root.querySelector<MkVideo>("mk-video");
  }

  #look(): void {
    const video = this.#video;
    const now_ms = performance.now();
    if (!video || document.hidden) return;
    if (video.painted !== this.#shown && video.painted > 0) {
      this.#shown = video.painted;
      this.#heard_ms = now_ms;
      this.#age.painted(video.newest_us);
    }
    const silent_s = (now_ms - this.#heard_ms) / 1000;
    const isFirst = this.#shown === 0;
    const age_s = isFirst ? null : live.link === "live" ? this.#age.age_s(now_ms) : silent_s;
    this.#mark(age_s !== null && age_s > OLD_S ? age_s : null);
  }

  #mark(age_s: number | null): void {
    this.root.classList.toggle("is-old", age_s !== null);
    this.#old.hidden = age_s === null;
    if (age_s === null) return;
    const shown = text("Old picture: {age} s", { age: age_s < 10 ? age_s.toFixed(1) : Math.round(age_s) });
    if (!this.#old.firstChild) this.#old.append(icon("history"), h("span"));
    const words = this.#old.querySelector("span");
    if (words && words.textContent !== shown) words.textContent = shown;
  }

  /** The whole page, not the picture alone: the emergency stop must stay in reach. */
  #fullScreen(button: HTMLButtonElement | null): void {
    if (!button) return;
    if (!document.documentElement.requestFullscreen) button.hidden = true;
    button.addEventListener("click", () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void document.documentElement.requestFullscreen().catch(() => {});
    });
    document.addEventListener("fullscreenchange", () => {
      const isFull = document.fullscreenElement !== null;
      document.body.classList.toggle("is-full", isFull);
      const words = isFull ? text("Leave full screen") : text("Full screen");
      button.setAttribute("aria-label", words);
      button.title = words;
      const sign = button.querySelector("svg");
      if (sign) changeIcon(sign, isFull ? "minimize" : "maximize");
    });
  }
}

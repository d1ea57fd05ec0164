// <mk-day from-s="" to-s="" events='[...]'>: a strip of time with events to scrub, and a player that follows.

import { h, icon, iconButton } from "../base/dom";
import { define, KitElement } from "../base/element";
import { text } from "../base/text";
import { type DayEvent, eventAt, marks, momentAt, neighbour, shareOf, type Stretch, zoomed } from "./day_scale";

const FINGER_PX = 14;
const STEP_SHARE = 1 / 96;
const SEEK_EVERY_MS = 120;

/** A day to wind through: where the finger is, the picture and the clip of that moment are shown. */
export class MkDay extends KitElement {
  #events: DayEvent[] = [];
  #whole: Stretch = { from_s: 0, to_s: 1 };
  #view: Stretch = this.#whole;
  #t_s = 0;
  #shown: DayEvent | null = null;
  #soughtMs = 0;
  #blocks = h("div", { class: "day-blocks" });
  #cursor = h("div", { class: "day-cursor" });
  #hours = h("div", { class: "day-hours", "aria-hidden": "true" });
  #strip = h("div", { class: "day-strip", role: "slider", tabindex: 0 }, this.#blocks, this.#cursor);
  #video = h("video", { playsinline: true, muted: true, controls: true, preload: "metadata" });
  #still = h("img", { alt: "", hidden: true });
  #nothing = h("div", { class: "day-nothing" }, icon("film"), h("p", {}, text("Draw the line over the day to see what was.")));
  #title = h("p", { class: "day-title", role: "status" });
  #more = h("a", { class: "button primary", hidden: true }, icon("info"), h("span", {}, text("What was it?")));

  protected override build(): void {
    this.#events = JSON.parse(this.getAttribute("events") ?? "[]") as DayEvent[];
    this.#whole = { from_s: this.number("from-s", 0), to_s: this.number("to-s", 86_400) };
    this.#view = this.#whole;
    this.#t_s = this.#events.reduce((newest, event) => Math.max(newest, event.start_s), this.#whole.from_s);
    this.#video.muted = true;
    this.#strip.setAttribute("aria-label", this.label || text("Time of day"));
    this.#strip.setAttribute("aria-orientation", "horizontal");
    const player = h("div", { class: "day-player" }, this.#video, this.#still, this.#nothing);
    const strip = h("div", { class: "day-scale" }, this.#strip, this.#hours);
    const foot = h("div", { class: "day-foot" }, this.#title, this.#tools(), this.#more);
    this.append(player, strip, foot);
  }

  #tools(): HTMLElement {
    const tools: [string, string, () => void][] = [
      ["chevron-left", text("Event before"), () => this.#step(-1)],
      ["chevron-right", text("Next event"), () => this.#step(1)],
      ["zoom-in", text("Zoom in"), () => this.#zoom(0.5)],
      ["zoom-out", text("Zoom out"), () => this.#zoom(2)],
    ];
    const buttons = tools.map(([name, words, action]) => {
      const button = iconButton(name, words, "");
      button.addEventListener("click", action);
      return button;
    });
    return h("div", { class: "day-tools" }, ...buttons);
  }

  protected override connected(signal: AbortSignal): void {
    this.#strip.addEventListener("pointerdown", (event) => this.#pressed(event), { signal });
    this.#strip.addEventListener("pointermove", (event) => this.#strip.hasPointerCapture(event.pointerId) && this.#scrub(event), { signal });
    this.#strip.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#strip.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    const watch = new ResizeObserver(() => this.#draw());
    watch.observe(this.#strip);
    signal.addEventListener("abort", () => watch.disconnect());
    this.#go(this.#t_s);
  }

  // -- What a hand does ----------------------------------------------------------------------------

  #pressed(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#strip.setPointerCapture(event.pointerId);
    this.#scrub(event);
  }

  #scrub(event: PointerEvent): void {
    const box = this.#strip.getBoundingClientRect();
    const t_s = momentAt(this.#view, (event.clientX - box.left) / box.width);
    const slack_s = (FINGER_PX / box.width) * (this.#view.to_s - this.#view.from_s);
    this.#go(t_s, eventAt(this.#events, t_s, slack_s));
  }

  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#zoom(event.deltaY < 0 ? 0.7 : 1.4);
  }

  #key(event: KeyboardEvent): void {
    const step = (this.#view.to_s - this.#view.from_s) * STEP_SHARE;
    if (event.key === "ArrowLeft") this.#go(this.#t_s - step);
    else if (event.key === "ArrowRight") this.#go(this.#t_s + step);
    else if (event.key === "PageUp") this.#step(-1);
    else if (event.key === "PageDown") this.#step(1);
    else if (event.key === "Home") this.#go(this.#whole.from_s);
    else if (event.key === "End") this.#go(this.#whole.to_s);
    else return;
    event.preventDefault();
  }

  #step(step: 1 | -1): void {
    const next = neighbour(this.#events, this.#shown?.start_s ?? this.#t_s, step);
    if (next) this.#go(next.start_s, next);
  }

  #zoom(factor: number): void {
    this.#view = zoomed(this.#view, this.#whole, this.#t_s, factor);
    this.#draw();
  }

  // -- What is shown -------------------------------------------------------------------------------

  #go(t_s: number, event: DayEvent | null = eventAt(this.#events, t_s)): void {
    this.#t_s = Math.min(this.#whole.to_s, Math.max(this.#whole.from_s, t_s));
    if (this.#t_s < this.#view.from_s || this.#t_s > this.#view.to_s) this.#view = zoomed(this.#view, this.#whole, this.#t_s, 1);
    this.#show(event);
    this.#draw();
  }

  #show(event: DayEvent | null): void {
    if (event !== this.#shown) this.#open(event);
    if (event?.clip) this.#seek(event);
    const time = SECONDS.format(this.#t_s * 1000);
    this.#title.textContent = event ? `${time} ${event.title}` : time;
  }

  #open(event: DayEvent | null): void {
    this.#shown = event;
    this.#nothing.hidden = event !== null;
    this.#video.hidden = !event?.clip;
    this.#still.hidden = event === null || Boolean(event.clip);
    this.#more.hidden = event === null;
    if (event) this.#more.href = event.href;
    if (event?.clip) {
      this.#video.poster = event.picture ?? "";
      this.#video.src = event.clip;
      this.#video.setAttribute("aria-label", event.title);
    } else {
      this.#video.removeAttribute("src");
      this.#video.load();
    }
    if (event?.picture) this.#still.src = event.picture;
    this.#still.alt = event?.title ?? "";
    this.dispatchEvent(new CustomEvent("mk-pick", { bubbles: true, detail: { id: event?.id ?? "" } }));
  }

  #seek(event: DayEvent): void {
    const at_s = Math.max(0, this.#t_s - (event.clip_s ?? event.start_s));
    const now_ms = performance.now();
    if (this.#video.readyState === 0) {
      this.#video.addEventListener("loadedmetadata", () => this.#shown === event && this.#wind(event), { once: true });
    } else if (now_ms - this.#soughtMs > SEEK_EVERY_MS && !this.#video.seeking) {
      this.#soughtMs = now_ms;
      this.#video.currentTime = Math.min(at_s, this.#video.duration || at_s);
    }
  }

  #wind(event: DayEvent): void {
    this.#soughtMs = 0;
    this.#seek(event);
  }

  #draw(): void {
    const { from_s, to_s } = this.#view;
    this.#strip.setAttribute("aria-valuemin", String(Math.round(this.#whole.from_s)));
    this.#strip.setAttribute("aria-valuemax", String(Math.round(this.#whole.to_s)));
    this.#strip.setAttribute("aria-valuenow", String(Math.round(this.#t_s)));
    this.#strip.setAttribute("aria-valuetext", this.#title.textContent ?? "");
    this.#cursor.style.left = `${shareOf(this.#view, this.#t_s) * 100}%`;
    const seen = this.#events.filter((event) => event.end_s >= from_s && event.start_s <= to_s);
    this.#blocks.replaceChildren(...seen.map((event) => this.#block(event)));
    const width_px = this.#strip.clientWidth;
    this.#hours.replaceChildren(...marks(this.#view, width_px).map((t_s) => this.#hour(t_s)));
  }

  #block(event: DayEvent): HTMLElement {
    const block = h("span", { class: `day-block kind-${event.kind}${event === this.#shown ? " shown" : ""}` });
    const left = shareOf(this.#view, event.start_s);
    block.style.left = `${left * 100}%`;
    block.style.width = `${(shareOf(this.#view, event.end_s) - left) * 100}%`;
    return block;
  }

  #hour(t_s: number): HTMLElement {
    const mark = h("bdi", { dir: "ltr" }, clock(t_s));
    mark.style.left = `${shareOf(this.#view, t_s) * 100}%`;
    return mark;
  }
}

const SECONDS = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

function clock(t_s: number): string {
  return CLOCK.format(t_s * 1000);
}

define("mk-day", MkDay);

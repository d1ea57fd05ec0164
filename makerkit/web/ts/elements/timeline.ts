// <mk-timeline label="Pins" from="pins" seconds="20">: levels over time, as a logic analyser shows them.

import { h, icon, iconButton } from "../base/dom";
import { define, KitElement } from "../base/element";
import { at } from "../base/path";
import { text } from "../base/text";
import { onColours } from "../base/theme";
import { Lane } from "./lanes";
import { Steady } from "./steady";
import { pan, type View, zoom } from "./time_scale";
import { AXIS_PX, draw, type Event, LANE_PX, plotLeft } from "./timeline_picture";

const EVERY_MS = 50;
const MOST_EVENTS = 500;
const CLICK_PX = 4;

/**
 * Shows levels by name, as {"GPIO17": 1}, at the live state's `t_s`; or what `setLanes` gives it.
 *
 * It follows the newest until somebody looks back. Drag or arrow keys move, + and - zoom, a click or
 * Shift with an arrow sets the cursor, whose time and levels are told in words below.
 */
export class MkTimeline extends KitElement {
  #lanes: Lane[] = [];
  #events: Event[] = [];
  #canvas = h("canvas", { class: "timeline-canvas", tabindex: 0, role: "application" });
  #words = h("output", { class: "timeline-words" });
  #follow = h("button", { type: "button", class: "button", "aria-pressed": "true" });
  #view: View = { from_s: 0, to_s: 20 };
  #now_s = 0;
  #cursor_s: number | null = null;
  #isFollowing = true;
  #steady = new Steady<null>(EVERY_MS, () => this.#redraw());
  #frame = 0;
  #drag: { x: number; view: View; isMoved: boolean } | null = null;

  protected override build(): void {
    const seconds = this.number("seconds", 20);
    this.#view = { from_s: -seconds, to_s: 0 };
    this.#canvas.setAttribute("aria-label", this.label || text("Timeline"));
    const keys = text("Arrow keys move. Plus and minus zoom. Shift and an arrow: next change.");
    this.#canvas.setAttribute("aria-description", keys);
    this.#follow.append(icon("activity"), text("Follow"));
    const tools = h(
      "div",
      { class: "timeline-tools" },
      this.#follow,
      this.#tool("zoom-in", text("Zoom in"), () => this.#zoom(0.5)),
      this.#tool("zoom-out", text("Zoom out"), () => this.#zoom(2)),
      this.#tool("chevron-left", text("Earlier"), () => this.#move(-0.5)),
      this.#tool("chevron-right", text("Later"), () => this.#move(0.5)),
    );
    const foot = h("div", { class: "timeline-foot" }, this.#words, tools);
    this.append(h("div", { class: "timeline-place", dir: "ltr" }, this.#canvas), foot);
  }

  #tool(name: string, words: string, action: () => void): HTMLButtonElement {
    const button = iconButton(name, words);
    button.addEventListener("click", action);
    return button;
  }

  protected override connected(signal: AbortSignal): void {
    const canvas = this.#canvas;
    this.#follow.addEventListener("click", () => this.#setFollowing(!this.#isFollowing), { signal });
    canvas.addEventListener("keydown", (event) => this.#key(event), { signal });
    canvas.addEventListener("pointerdown", (event) => this.#grab(event), { signal });
    canvas.addEventListener("pointermove", (event) => this.#dragged(event), { signal });
    canvas.addEventListener("pointerup", (event) => this.#drop(event), { signal });
    canvas.addEventListener("pointercancel", () => (this.#drag = null), { signal });
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    onColours(() => this.#redraw(), signal);
    const ruler = new ResizeObserver(() => this.#redraw());
    ruler.observe(canvas);
    signal.addEventListener("abort", () => {
      ruler.disconnect();
      this.#steady.stop();
    });
  }

  // -- What it shows -----------------------------------------------------------------------------

  override show(value: unknown, state: unknown): void {
    const t_s = at(state, "t_s");
    if (typeof t_s !== "number" || typeof value !== "object" || value === null) return;
    if (t_s < this.#now_s) this.#events = [];
    this.#now_s = t_s;
    for (const [name, level] of Object.entries(value)) this.#lane(name).set(t_s, Number(level));
    this.#steady.want(null, performance.now());
  }

  /** Shows what was recorded: each lane with its changes as [seconds, level]. */
  setLanes(lanes: readonly { name: string; edges: readonly (readonly [number, number])[] }[], end_s: number): void {
    this.#lanes = [];
    for (const { name, edges } of lanes) {
      const lane = this.#lane(name);
      for (const [t_s, level] of edges) lane.set(t_s, level);
    }
    this.#now_s = end_s;
    this.#view = { from_s: 0, to_s: Math.max(end_s, 0.01) };
    this.#setFollowing(false);
  }

  /** Marks a time with what happened then. */
  addEvent(t_s: number, words: string): void {
    this.#events.push({ t_s, words });
    if (this.#events.length > MOST_EVENTS) this.#events.shift();
    this.#redraw();
  }

  #lane(name: string): Lane {
    const known = this.#lanes.find((lane) => lane.name === name);
    if (known) return known;
    const lane = new Lane(name);
    this.#lanes.push(lane);
    return lane;
  }

  // -- What the person does ----------------------------------------------------------------------

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const way = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (way && event.shiftKey) this.#nextEdge(way > 0);
    else if (way) this.#move(way * 0.1);
    else if (event.key === "+" || event.key === "=") this.#zoom(0.5);
    else if (event.key === "-") this.#zoom(2);
    else if (event.key === "Home") this.#setView(pan(this.#view, -this.#view.from_s));
    else if (event.key === "End") this.#setFollowing(true);
    else if (event.key === "Escape" && this.#cursor_s !== null) this.#setCursor(null);
    else return;
    event.preventDefault();
  }

  #nextEdge(isForwards: boolean): void {
    const from = this.#cursor_s ?? (isForwards ? this.#view.from_s : this.#view.to_s);
    const edges = this.#lanes.map((lane) => lane.edge(from, isForwards)).filter((edge) => edge !== null);
    if (!edges.length) return;
    const edge = isForwards ? Math.min(...edges) : Math.max(...edges);
    this.#setCursor(edge);
    const { from_s, to_s } = this.#view;
    if (edge < from_s || edge > to_s) this.#setView(pan(this.#view, edge - (from_s + to_s) / 2));
  }

  #grab(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#drag = { x: event.clientX, view: this.#view, isMoved: false };
  }

  #dragged(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    const by_px = drag.x - event.clientX;
    if (!drag.isMoved && Math.abs(by_px) < CLICK_PX) return;
    drag.isMoved = true;
    this.#setView(pan(drag.view, by_px * this.#pixel_s()));
  }

  #drop(event: PointerEvent): void {
    if (this.#drag && !this.#drag.isMoved) this.#setCursor(this.#timeAt(event));
    this.#drag = null;
  }

  /** With Ctrl, as a pinch on a touch pad comes too; the plain wheel belongs to the page. */
  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#setView(zoom(this.#view, event.deltaY > 0 ? 1.25 : 0.8, this.#timeAt(event)));
  }

  #zoom(factor: number): void {
    const { from_s, to_s } = this.#view;
    if (this.#isFollowing) {
      this.#view = zoom(this.#view, factor, to_s);
      this.#redraw();
    } else {
      this.#setView(zoom(this.#view, factor, this.#cursor_s ?? (from_s + to_s) / 2));
    }
  }

  #move(share: number): void {
    this.#setView(pan(this.#view, share * (this.#view.to_s - this.#view.from_s)));
  }

  #setView(view: View): void {
    this.#view = view;
    this.#setFollowing(false);
  }

  #setFollowing(isFollowing: boolean): void {
    this.#isFollowing = isFollowing;
    this.#follow.setAttribute("aria-pressed", String(isFollowing));
    this.#redraw();
  }

  #setCursor(t_s: number | null): void {
    this.#cursor_s = t_s;
    this.#words.replaceChildren(...(t_s === null ? [] : this.#tell(t_s)));
    this.#redraw();
  }

  #tell(t_s: number): Node[] {
    const levels = this.#lanes.map((lane) => `${lane.name} ${lane.at(t_s) ?? "–"}`);
    const near = this.#events.filter((event) => Math.abs(event.t_s - t_s) < this.#pixel_s() * 6);
    const numbers = h("bdi", { dir: "ltr" }, [`${Number(t_s.toFixed(6))} s`, ...levels].join("   "));
    return [numbers, ...near.map((event) => h("span", { class: "timeline-event" }, event.words))];
  }

  // -- Drawing -----------------------------------------------------------------------------------

  #pixel_s(): number {
    return (this.#view.to_s - this.#view.from_s) / Math.max(1, this.#canvas.clientWidth - plotLeft());
  }

  #timeAt(event: MouseEvent): number {
    const x = event.clientX - this.#canvas.getBoundingClientRect().x - plotLeft();
    return this.#view.from_s + Math.max(0, x) * this.#pixel_s();
  }

  #redraw(): void {
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    this.#frame = 0;
    if (this.#isFollowing) this.#view = pan(this.#view, this.#now_s - this.#view.to_s);
    const height = Math.max(1, this.#lanes.length) * LANE_PX + AXIS_PX;
    this.#canvas.style.blockSize = `${height}px`;
    const width = this.#canvas.clientWidth;
    const ratio = devicePixelRatio;
    if (this.#canvas.width !== Math.round(width * ratio)) this.#canvas.width = Math.round(width * ratio);
    if (this.#canvas.height !== Math.round(height * ratio)) this.#canvas.height = Math.round(height * ratio);
    const context = this.#canvas.getContext("2d");
    if (!context || !width) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, width, height, {
      cursor_s: this.#cursor_s,
      events: this.#events,
      lanes: this.#lanes,
      now_s: this.#now_s,
      view: this.#view,
    });
  }
}

define("mk-timeline", MkTimeline);

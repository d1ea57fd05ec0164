// <mk-plot from="values" series='[{"name": "light", "label": "Light", "unit": "%"}]' seconds="30" height="200">

import { h, icon } from "../base/dom";
import { define, KitElement } from "../base/element";
import { at } from "../base/path";
import { text } from "../base/text";
import { colour, onColours } from "../base/theme";
import type { Chart } from "./plot_chart";
import { PlotWindow } from "./plot_window";
import { Steady } from "./steady";

interface Series {
  readonly name: string;
  readonly label: string;
  readonly unit?: string;
  readonly digits?: number;
}

const EVERY_MS = 66;
const USUAL_HEIGHT_PX = 200;

/**
 * Values over the last seconds, drawn by uPlot, which is fetched when the first plot comes into view.
 *
 * Time is `t_s` of the live state. Lines differ by dashes too, and their newest values stand below in words.
 */
export class MkPlot extends KitElement {
  #series: Series[] = [];
  #window = new PlotWindow(0, 30);
  #place = h("div", { class: "plot-place", dir: "ltr", role: "img" });
  #values: HTMLElement[] = [];
  #chart: Chart | null = null;
  #steady = new Steady<number>(EVERY_MS, (t_s) => this.#draw(t_s));
  #newest: unknown[] = [];
  #isSeen = false;
  #isPaused = false;
  #height_px = USUAL_HEIGHT_PX;

  protected override build(): void {
    this.#series = JSON.parse(this.getAttribute("series") ?? "[]") as Series[];
    this.#window = new PlotWindow(this.#series.length, this.number("seconds", 30));
    this.#height_px = this.number("height", USUAL_HEIGHT_PX);
    this.#place.style.minBlockSize = `${this.#height_px}px`;
    this.#place.setAttribute("aria-label", this.label || text("Plot"));
    const legend = h("ul", { class: "plot-legend" });
    for (const [index, series] of this.#series.entries()) legend.append(this.#entry(series, index));
    const foot = h("div", { class: "plot-foot" }, legend, this.#pauseButton());
    this.append(this.#place, foot);
  }

  #entry(series: Series, index: number): HTMLLIElement {
    const value = h("bdi", { dir: "ltr" }, "–");
    this.#values.push(value);
    return h("li", {}, h("span", { class: `plot-sample line-${index + 1}` }), h("span", {}, series.label), value);
  }

  #pauseButton(): HTMLButtonElement {
    const attributes = { type: "button", class: "button quiet", "aria-pressed": "false" };
    const button = h("button", attributes, icon("pause"), text("Pause"));
    button.addEventListener("click", () => {
      this.#isPaused = !this.#isPaused;
      if (this.#isPaused) this.#steady.stop();
      button.setAttribute("aria-pressed", String(this.#isPaused));
      const words = this.#isPaused ? text("Go on") : text("Pause");
      button.replaceChildren(icon(this.#isPaused ? "play" : "pause"), words);
    });
    return button;
  }

  protected override connected(signal: AbortSignal): void {
    const eye = new IntersectionObserver((entries) => this.#seen(entries.some((entry) => entry.isIntersecting)));
    eye.observe(this);
    const ruler = new ResizeObserver(() => this.#chart?.resize(this.#place.clientWidth, this.#height_px));
    ruler.observe(this.#place);
    onColours(() => this.#newChart(), signal);
    signal.addEventListener("abort", () => {
      eye.disconnect();
      ruler.disconnect();
      this.#steady.stop();
      this.#chart?.destroy();
      this.#chart = null;
    });
  }

  #seen(isSeen: boolean): void {
    this.#isSeen = isSeen;
    if (isSeen && !this.#chart) this.#newChart();
  }

  #newChart(): void {
    void import("./plot_chart").then(({ Chart }) => {
      if (!this.isConnected) return;
      this.#chart?.destroy();
      this.#chart = new Chart(this.#place, this.#place.clientWidth, this.#height_px, {
        grid: colour("trace-grid"),
        lines: this.#series.map((_, index) => colour(`trace-${(index % 4) + 1}`)),
        seconds: this.#window.seconds,
        text: colour("muted"),
      });
      this.#chart.show(this.#window.data, this.#window.newest ?? 0);
    });
  }

  override show(value: unknown, state: unknown): void {
    const t_s = at(state, "t_s");
    if (typeof t_s !== "number") return;
    const values = this.#series.map((series) => at(value, series.name));
    this.#window.push(t_s, values);
    this.#newest = values;
    if (!this.#isPaused) this.#steady.want(t_s, performance.now());
  }

  #draw(t_s: number): void {
    for (const [index, series] of this.#series.entries()) this.#tell(series, index, this.#newest[index]);
    if (this.#isSeen) this.#chart?.show(this.#window.data, t_s);
  }

  #tell(series: Series, index: number, value: unknown): void {
    const place = this.#values[index];
    if (!place) return;
    const unit = series.unit ?? "";
    const words = typeof value === "number" ? `${value.toFixed(series.digits ?? 1)} ${unit}`.trim() : "–";
    if (place.textContent !== words) place.textContent = words;
  }
}

define("mk-plot", MkPlot);

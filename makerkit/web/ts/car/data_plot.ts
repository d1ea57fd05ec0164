// The plot below the picture: asks the server for the stretch that is seen, and draws it.

import { h } from "../base/dom";
import { text } from "../base/text";
import { colour, onColours } from "../base/theme";
import type { DataChart, Line } from "./data_chart";
import type { Lines, Source } from "./data_source";
import type { Stretch } from "./data_stretches";

const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/** Lines of the records that are seen. */
export class DataPlot {
  #chart: DataChart | null = null;
  #newest: Lines | null = null;
  #marked: [Stretch[], Stretch | null, number] = [[], null, 0];
  #asked = 0;

  constructor(
    private readonly source: Source,
    private readonly place: HTMLElement,
    private readonly names: readonly string[],
    private readonly pick: (index: number) => void,
    legend: HTMLElement,
  ) {
    legend.replaceChildren(...names.map((name, index) => entry(name, index)));
    new ResizeObserver(() => this.#chart?.resize(place.clientWidth)).observe(place);
    onColours(() => void this.#make(), new AbortController().signal);
    void this.#make();
  }

  /** Fetches and shows a stretch; an answer that a newer question has overtaken is dropped. */
  async show([first, last]: Stretch): Promise<void> {
    const number = ++this.#asked;
    const points = Math.max(100, this.place.clientWidth);
    const told = await this.source.get<Lines>("plot.json", { first, last, points });
    if (number !== this.#asked) return;
    this.#newest = told;
    this.#draw();
  }

  mark(bad: Stretch[], chosen: Stretch | null, index: number): void {
    this.#marked = [bad, chosen, index];
    this.#chart?.mark(...this.#marked);
  }

  async #make(): Promise<void> {
    const { DataChart } = await import("./data_chart");
    this.#chart?.destroy();
    const lines: Line[] = this.names.map((name, index) => ({ name, colour: colour(`trace-${(index % 4) + 1}`), dash: DASHES[index % 4] ?? [] }));
    const look = { grid: colour("trace-grid"), text: colour("muted"), bad: colour("error"), chosen: colour("focus"), cursor: colour("text") };
    this.#chart = new DataChart(this.place, lines, look, this.pick);
    this.#draw();
  }

  #draw(): void {
    if (!this.#chart || !this.#newest) return;
    this.#chart.show([this.#newest.first, this.#newest.last], this.#newest.lines);
    this.#chart.mark(...this.#marked);
    this.place.dataset["drawn"] = "1";
  }
}

function entry(name: string, index: number): HTMLLIElement {
  return h("li", {}, h("span", { class: `plot-sample line-${(index % 4) + 1}` }), h("span", {}, nameWords(name)));
}

/** Returns what a number of a record is called. */
export function nameWords(name: string): string {
  switch (name) {
    case "angle":
      return text("Steering");
    case "throttle":
      return text("Throttle");
    case "speed":
      return text("Speed in m/s");
    default:
      return text("Beside the lane in m");
  }
}

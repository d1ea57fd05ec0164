// The lines of a stretch of records, with what is marked, and the record that is shown: uPlot behind a small door.

import uPlot from "uplot";
import { within, type Stretch } from "./data_stretches";

export interface Line {
  readonly name: string;
  readonly colour: string;
  readonly dash: number[];
}

export interface Look {
  readonly grid: string;
  readonly text: string;
  readonly bad: string;
  readonly chosen: string;
  readonly cursor: string;
}

const HEIGHT_PX = 170;
const AXIS_PX = 34;

/** Draws lines over the index of the record; where a hand is on it, `pick` is told. */
export class DataChart {
  #plot: uPlot;
  #bad: Stretch[] = [];
  #chosen: Stretch | null = null;
  #index = 0;

  constructor(
    place: HTMLElement,
    private readonly lines: readonly Line[],
    private readonly look: Look,
    private readonly pick: (index: number) => void,
  ) {
    this.#plot = new uPlot(this.#options(place), [[], ...lines.map(() => [])] as uPlot.AlignedData, place);
    this.#listen(this.#plot.over);
  }

  /** Shows the lines between two records; each has places of its own. */
  show(view: Stretch, lines: Record<string, [number[], (number | null)[]]>): void {
    const tables = this.lines.map(({ name }) => (lines[name] ?? [[], []]) as unknown as uPlot.AlignedData);
    const joined = tables.length ? uPlot.join(tables) : ([[]] as unknown as uPlot.AlignedData);
    this.#plot.batch(() => {
      this.#plot.setData(joined, false);
      this.#plot.setScale("x", { min: view[0], max: Math.max(view[0] + 1, view[1]) });
    });
  }

  mark(bad: Stretch[], chosen: Stretch | null, index: number): void {
    this.#bad = bad;
    this.#chosen = chosen;
    this.#index = index;
    this.#plot.redraw(false);
  }

  resize(width: number): void {
    if (width > 0) this.#plot.setSize({ width, height: HEIGHT_PX });
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #options(place: HTMLElement): uPlot.Options {
    const font = `12px ${getComputedStyle(place).fontFamily}`;
    const axis = { stroke: this.look.text, font, grid: { stroke: this.look.grid, width: 1 }, ticks: { show: false } };
    return {
      width: Math.max(100, place.clientWidth),
      height: HEIGHT_PX,
      padding: [8, 8, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { time: false, auto: false }, y: { range: (_, low, high) => [Math.min(-1, low ?? -1), Math.max(1, high ?? 1)] } },
      axes: [{ ...axis, size: 26, space: 70, values: (_, ticks) => ticks.map(String) }, { ...axis, size: AXIS_PX }],
      series: [{}, ...this.lines.map((line) => ({ stroke: line.colour, width: 1.5, dash: line.dash, points: { show: false }, spanGaps: true }))],
      hooks: { drawClear: [(plot) => this.#bands(plot)], draw: [(plot) => this.#cursor(plot)] },
    };
  }

  #bands(plot: uPlot): void {
    for (const one of this.#bad) this.#band(plot, one, this.look.bad);
    if (this.#chosen) this.#band(plot, this.#chosen, this.look.chosen);
  }

  #band(plot: uPlot, stretch: Stretch, colour: string): void {
    const { min, max } = plot.scales["x"] ?? {};
    if (typeof min !== "number" || typeof max !== "number") return;
    const [seen] = within([stretch], Math.floor(min), Math.ceil(max));
    if (!seen) return;
    const left = plot.valToPos(seen[0] - 0.5, "x", true);
    const right = plot.valToPos(seen[1] + 0.5, "x", true);
    plot.ctx.save();
    plot.ctx.fillStyle = colour;
    plot.ctx.globalAlpha = 0.28;
    plot.ctx.fillRect(left, plot.bbox.top, Math.max(2, right - left), plot.bbox.height);
    plot.ctx.restore();
  }

  #cursor(plot: uPlot): void {
    const x = plot.valToPos(this.#index, "x", true);
    if (x < plot.bbox.left || x > plot.bbox.left + plot.bbox.width) return;
    plot.ctx.save();
    plot.ctx.fillStyle = this.look.cursor;
    plot.ctx.fillRect(x - 1, plot.bbox.top, 2 * devicePixelRatio, plot.bbox.height);
    plot.ctx.restore();
  }

  #listen(over: HTMLElement): void {
    const told = (event: PointerEvent): void => {
      const left = event.clientX - over.getBoundingClientRect().left;
      const index = Math.round(this.#plot.posToVal(left, "x"));
      if (Number.isFinite(index)) this.pick(index); // before the first lines there is no scale
    };
    over.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      over.setPointerCapture(event.pointerId);
      told(event);
    });
    over.addEventListener("pointermove", (event) => over.hasPointerCapture(event.pointerId) && told(event));
  }
}

// uPlot behind a small door: fetched only by pages that show a plot.

import uPlot from "uplot";

export interface Look {
  readonly lines: readonly string[];
  readonly grid: string;
  readonly text: string;
  readonly seconds: number;
}

const DASHES: number[][] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/** Lines over time; the newest stands at the right edge. */
export class Chart {
  #plot: uPlot;

  constructor(place: HTMLElement, width: number, height: number, private readonly look: Look) {
    const font = `12px ${getComputedStyle(place).fontFamily}`;
    const axis = { stroke: look.text, font, grid: { stroke: look.grid, width: 1 }, ticks: { show: false } };
    this.#plot = new uPlot(
      {
        width,
        height,
        padding: [8, 8, 0, 0],
        cursor: { y: false, points: { show: false } },
        legend: { show: false },
        scales: { x: { time: false, auto: false } },
        axes: [
          { ...axis, size: 26, space: 70, values: (_, ticks) => ticks.map((tick) => `${round(tick)} s`) },
          { ...axis, size: 44 },
        ],
        series: [
          {},
          ...look.lines.map((stroke, index) => ({
            stroke,
            width: 2,
            dash: DASHES[index % DASHES.length] ?? [],
            points: { show: false },
          })),
        ],
      },
      [[], ...look.lines.map(() => [])],
      place,
    );
  }

  show(data: uPlot.AlignedData, newest_s: number): void {
    this.#plot.batch(() => {
      this.#plot.setData(data, false);
      this.#plot.setScale("x", { min: newest_s - this.look.seconds, max: newest_s });
    });
  }

  resize(width: number, height: number): void {
    if (width > 0) this.#plot.setSize({ width, height });
  }

  destroy(): void {
    this.#plot.destroy();
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

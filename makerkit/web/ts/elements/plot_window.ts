// The newest seconds of some values, as columns that uPlot draws.

type Column = (number | null)[];

/** Keeps what was pushed during the last `seconds`. */
export class PlotWindow {
  #times: number[] = [];
  #columns: Column[];

  constructor(
    series: number,
    readonly seconds: number,
  ) {
    this.#columns = Array.from({ length: series }, () => []);
  }

  /** Adds values of one time. A time that goes back means that the program began anew: so does this. */
  push(t_s: number, values: readonly unknown[]): void {
    if (!Number.isFinite(t_s)) return;
    const newest = this.#times.at(-1);
    if (newest !== undefined && t_s < newest) this.clear();
    if (newest === t_s) return;
    this.#times.push(t_s);
    for (const [index, column] of this.#columns.entries()) column.push(numberOf(values[index]));
    this.#forget(t_s - this.seconds);
  }

  clear(): void {
    this.#times = [];
    this.#columns = this.#columns.map(() => []);
  }

  /** Times, then one column for each series. */
  get data(): [number[], ...Column[]] {
    return [this.#times, ...this.#columns];
  }

  get newest(): number | undefined {
    return this.#times.at(-1);
  }

  #forget(before_s: number): void {
    const keep = this.#times.findIndex((time) => time >= before_s);
    if (keep < 64) return; // in one go now and then, not at each value
    this.#times.splice(0, keep);
    for (const column of this.#columns) column.splice(0, keep);
  }
}

function numberOf(value: unknown): number | null {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

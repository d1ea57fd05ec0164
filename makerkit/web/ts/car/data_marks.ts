// Marking stretches as bad: what is chosen, what is marked, and the way back.

import type { Marked, Source } from "./data_source";
import { covers, type Stretch, within, without, written } from "./data_stretches";

type What = "bad" | "good";
type Step = readonly [What, Stretch[]];

/** Holds the marks of a tub; `changed` is told when the server has taken a step. */
export class Marks {
  bad: Stretch[] = [];
  #from: number | null = null;
  #to: number | null = null;
  #steps: Step[] = [];
  #isBusy = false;

  constructor(
    private readonly source: Source,
    private readonly changed: (marked: Marked) => void,
  ) {}

  get chosen(): Stretch | null {
    if (this.#from === null && this.#to === null) return null;
    const from = this.#from ?? this.#to ?? 0;
    const to = this.#to ?? from;
    return [Math.min(from, to), Math.max(from, to)];
  }

  get canUndo(): boolean {
    return this.#steps.length > 0;
  }

  begin(index: number): void {
    this.#from = index;
    if (this.#to !== null && this.#to < index) this.#to = null;
  }

  end(index: number): void {
    this.#to = index;
    if (this.#from !== null && this.#from > index) this.#from = null;
  }

  choose([first, last]: Stretch): void {
    this.#from = first;
    this.#to = last;
  }

  isBad(index: number): boolean {
    return covers(this.bad, index);
  }

  /** Marks a stretch, or takes it back; only what really changes goes into the way back. */
  async set(stretch: Stretch, what: What): Promise<void> {
    const parts = what === "bad" ? without(stretch, this.bad) : within(this.bad, stretch[0], stretch[1]);
    if (parts.length === 0 || this.#isBusy) return;
    await this.#send(what, parts);
    this.#steps.push([what, parts]);
  }

  async undo(): Promise<void> {
    const step = this.#steps.at(-1);
    if (!step || this.#isBusy) return;
    await this.#send(step[0] === "bad" ? "good" : "bad", step[1]);
    this.#steps.pop();
  }

  async #send(what: What, parts: Stretch[]): Promise<void> {
    this.#isBusy = true;
    try {
      const told = await this.source.post<Marked>("mark", { what, stretches: written(parts) });
      this.bad = told.marks;
      this.changed(told);
    } finally {
      this.#isBusy = false;
    }
  }
}

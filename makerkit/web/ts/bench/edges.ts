// The trace of the last seconds: each edge, at its own time, goes into the timeline.

import type { MkTimeline } from "../elements/timeline";
import type { BenchState, Edge, Part } from "./state";

const LONGEST_NAME = 12;

/** Feeds the timeline; each edge once. */
export class Edges {
  #last = 0;
  #run = -1;
  #seen = new Set<string>();

  constructor(
    private readonly timeline: MkTimeline,
    private readonly empty: HTMLElement,
  ) {}

  show({ t_s, edges, levels, parts, program }: BenchState): void {
    if (program.run !== this.#run) {
      this.#run = program.run;
      this.#last = 0;
      this.#seen.clear();
    }
    const moving = new Set(edges?.map(([, , pin]) => pin));
    for (const [pin, level] of Object.entries(levels ?? {})) {
      if (this.#seen.has(pin) || moving.has(pin)) continue;
      this.#seen.add(pin); // it stood so before this page was open
      this.timeline.show({ [nameOf(pin, parts)]: level > 0 ? 1 : 0 }, { t_s });
    }
    for (const edge of edges ?? []) this.#take(edge, parts);
    this.timeline.show({}, { t_s });
    this.empty.hidden = this.#seen.size > 0;
    this.timeline.hidden = this.#seen.size === 0;
  }

  #take([number, t_s, pin, level]: Edge, parts: readonly Part[]): void {
    if (number <= this.#last) return;
    this.#last = number;
    this.#seen.add(pin);
    this.timeline.show({ [nameOf(pin, parts)]: level > 0 ? 1 : 0 }, { t_s });
  }
}

/** What hangs on a pin is better known than the pin, where it hangs on no other. */
function nameOf(pin: string, parts: readonly Part[]): string {
  const part = parts.find((each) => each.pins.includes(pin));
  return part && part.pins.length === 1 && part.label.length <= LONGEST_NAME ? part.label : pin;
}

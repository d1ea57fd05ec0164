// What a training would make of a tub: balance of steering, learning and exam, changed views.

import { h } from "../base/dom";
import { text } from "../base/text";
import type { Source } from "./data_source";
import type { Stretch } from "./data_stretches";

interface Steering {
  readonly before: number[];
  readonly after: number[];
  readonly mean: number;
  readonly straight: number;
}

interface Split {
  readonly learn: Stretch[];
  readonly exam: Stretch[];
  readonly counts: { learn: number; exam: number; gap: number };
}

interface View {
  readonly kind: string;
  readonly seed: number;
  readonly angle: number;
}

/** The three cards at the side. */
export class Learning {
  #seed = 0;

  constructor(
    private readonly source: Source,
    private readonly part: (name: string) => HTMLElement,
    private readonly end: number,
  ) {
    for (const [name, action] of [["strength", () => this.balance()], ["share", () => this.split()]] as const) {
      part(name).addEventListener("change", () => void action());
    }
  }

  /** Shows balance and split again: other records count now. */
  refresh(): void {
    void this.balance();
    void this.split();
  }

  async balance(): Promise<void> {
    const strength = (this.part("strength") as HTMLInputElement).value;
    const says = this.part("balance-says");
    try {
      const told = await this.source.get<Steering>("steering.json", { strength });
      const most = Math.max(...told.before, ...told.after, 0.01);
      const bars = told.before.map((share, bin) => bar(share / most, (told.after[bin] ?? 0) / most));
      this.part("bars").replaceChildren(...bars);
      const straight = Math.round(100 * told.straight);
      says.textContent = text("Straight on: {straight} of 100. On average: {mean}.", { straight, mean: twoDigits(told.mean) });
    } catch (error) {
      says.textContent = wordsOf(error);
    }
  }

  async split(): Promise<void> {
    const share = (this.part("share") as HTMLInputElement).value;
    const says = this.part("split-says");
    try {
      const told = await this.source.get<Split>("split.json", { share });
      const blocks = [...told.learn.map((one) => this.#block(one, "learn")), ...told.exam.map((one) => this.#block(one, "exam"))];
      this.part("split").replaceChildren(...blocks);
      this.part("learn-count").textContent = String(told.counts.learn);
      this.part("exam-count").textContent = String(told.counts.exam);
      says.textContent = text("{count} between the two are left out.", { count: told.counts.gap });
    } catch (error) {
      this.part("split").replaceChildren();
      says.textContent = wordsOf(error);
    }
  }

  /** Shows the record as a training might; others each time. */
  async views(index: number): Promise<void> {
    this.#seed += 100;
    const told = await this.source.get<{ views: View[] }>("views.json", { index, seed: this.#seed }).catch(() => null);
    this.part("views").replaceChildren(...(told?.views ?? []).map((one) => this.#view(index, one)));
  }

  #block([first, last]: Stretch, kind: string): HTMLElement {
    const block = h("span", { class: kind });
    block.style.left = `${(100 * first) / this.end}%`;
    block.style.width = `${(100 * (last - first + 1)) / this.end}%`;
    return block;
  }

  #view(index: number, { kind, seed, angle }: View): HTMLLIElement {
    const src = this.source.url(`view/${index}.jpg`, { kind, seed });
    const words = kind === "mirror" ? text("mirrored") : text("changed");
    const picture = h("img", { src, alt: words, loading: "lazy", width: 160, height: 120 });
    return h("li", {}, picture, h("span", { class: "small" }, `${words} `, h("bdi", { dir: "ltr" }, twoDigits(angle))));
  }
}

function bar(before: number, after: number): HTMLElement {
  const made = h("span", { class: "data-bin" }, h("span", { class: "before" }), h("span", { class: "after" }));
  for (const [child, share] of [[made.firstElementChild, before], [made.lastElementChild, after]] as const) {
    if (child instanceof HTMLElement) child.style.height = `${100 * share}%`;
  }
  return made;
}

/** Returns a number with two digits, and never -0.00. */
export function twoDigits(value: number): string {
  return (Math.round(100 * value) / 100 + 0).toFixed(2);
}

/** Returns what went wrong, as a sentence. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

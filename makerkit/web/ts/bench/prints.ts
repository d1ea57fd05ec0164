// What the program prints, and what is typed for it.

import { h } from "../base/dom";
import { order } from "./orders";
import type { BenchState } from "./state";

/** Keeps an empty line as high as others. */
const BLANK = "\u00a0";

/** The prints: new lines are added below, and stay in sight unless somebody looks back. */
export class Prints {
  #count = -1;
  /** The number of the first line that is there, counted from the start of the run. */
  #first = 0;
  #run = -1;
  #last = "";

  constructor(
    private readonly log: HTMLElement,
    private readonly form: HTMLFormElement,
    private readonly empty: HTMLElement,
  ) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const input = form.querySelector("input");
      if (!input) return;
      void order("type", { line: input.value });
      input.value = "";
    });
  }

  show({ prints, program }: BenchState): void {
    const last = prints.lines.at(-1)?.[0] ?? "";
    if (program.run !== this.#run) {
      this.log.replaceChildren();
      this.#run = program.run;
      this.#count = 0;
    }
    if (prints.count !== this.#count || last !== this.#last) this.#draw(prints);
    this.#last = last;
    this.empty.hidden = prints.count > 0;
    this.form.classList.toggle("wanted", program.wants_input);
    const isOver = program.phase === "ended" || program.phase === "crashed";
    for (const field of this.form.querySelectorAll<HTMLInputElement | HTMLButtonElement>("input, button")) {
      if (field.disabled !== isOver) field.disabled = isOver;
    }
  }

  /** Adds what is new; the last line that is there already may have grown. */
  #draw({ count, lines }: BenchState["prints"]): void {
    const isAtEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 40;
    const shown = this.log.children;
    const first = count - lines.length;
    for (; shown.length > 0 && this.#first < first; this.#first += 1) shown[0]?.remove();
    if (shown.length === 0) this.#first = first;
    const grown = lines[this.#first + shown.length - 1 - first];
    const last = this.log.lastElementChild;
    if (grown && last) last.textContent = grown[0] || BLANK;
    for (const [words, stream] of lines.slice(this.#first + shown.length - first)) {
      this.log.append(h("div", { class: `print ${stream}` }, words || BLANK));
    }
    this.#count = count;
    if (isAtEnd) this.log.scrollTop = this.log.scrollHeight;
  }
}

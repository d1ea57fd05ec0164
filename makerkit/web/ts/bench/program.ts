// How the program does: runs, has ended, has crashed and why.

import { changeIcon } from "../base/dom";
import { text } from "../base/text";
import { order } from "./orders";
import type { BenchState, Program } from "./state";

const SIGNS: Record<Program["phase"], string> = {
  starting: "circle-dashed",
  running: "play",
  ended: "circle-check",
  crashed: "octagon-alert",
};

/** The head of the page, and the words of a crash below it. */
export class ProgramHead {
  constructor(
    private readonly title: HTMLElement,
    private readonly phase: HTMLElement,
    private readonly clock: HTMLElement,
    private readonly trouble: HTMLElement,
    private readonly stop: HTMLButtonElement,
    private readonly restart: HTMLButtonElement,
  ) {
    stop.addEventListener("click", () => void order("stop", {}));
    restart.addEventListener("click", () => void order("restart", {}));
  }

  show({ program, t_s }: BenchState): void {
    put(this.title, program.title);
    put(this.clock, `${t_s.toFixed(1)} s`);
    this.#showPhase(program);
    this.#showTrouble(program);
    const isOver = program.phase === "ended" || program.phase === "crashed";
    this.stop.hidden = isOver;
    const words = isOver ? text("Start again") : text("Restart");
    const label = this.restart.querySelector("span");
    if (label && label.textContent !== words) label.textContent = words;
    this.restart.classList.toggle("primary", isOver);
  }

  #showPhase(program: Program): void {
    if (this.phase.dataset["phase"] === program.phase) return;
    this.phase.dataset["phase"] = program.phase;
    const sign = this.phase.querySelector("svg");
    if (sign) changeIcon(sign, SIGNS[program.phase]);
    const words = this.phase.querySelector("span");
    if (words) words.textContent = wordsOf(program);
  }

  #showTrouble({ words }: Program): void {
    const said = words.join("\n\n");
    this.trouble.hidden = said === "";
    const place = this.trouble.querySelector<HTMLElement>("pre");
    if (place && place.textContent !== said) place.textContent = said;
  }
}

function wordsOf(program: Program): string {
  switch (program.phase) {
    case "starting":
      return text("starting");
    case "running":
      return text("runs");
    case "crashed":
      return text("has failed");
    case "ended":
      return program.reason === "stopped" ? text("was stopped") : text("has ended");
  }
}

function put(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}

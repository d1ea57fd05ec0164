// What the detector sees now: boxes over the picture, how sure it is, and why it believed or held it.

import { h, svg } from "../base/dom";
import { text } from "../base/text";
import { shownWhole } from "./shown_whole";

const EVERY_MS = 700;
const ROWS = 6;
/** What is older is not what it sees now. */
const NOW_S = 2;

interface Sight {
  readonly time: string;
  readonly age_s: number;
  readonly is_motion: boolean;
  readonly boxes: readonly (readonly [number, number, number, number])[];
  readonly score: number;
  readonly why: string;
  readonly held: string;
}

/** Fills `#sight`; asks only while somebody looks. */
export class SightView {
  #card: HTMLElement;
  #boxes: SVGSVGElement;
  #now: HTMLElement;
  #score: HTMLMeterElement;
  #list: HTMLElement;

  constructor(card: HTMLElement) {
    this.#card = card;
    this.#boxes = need(card, ".sight-boxes");
    this.#now = need(card, "#sight-now");
    this.#score = need(card, "#sight-score");
    this.#list = need(card, "#sight-list");
    void this.#ask();
  }

  async #ask(): Promise<void> {
    if (!document.hidden) {
      const answer = await fetch(this.#card.dataset["url"] ?? "", { cache: "no-store" }).catch(() => null);
      if (answer?.ok) this.#show((await answer.json()) as Sight[]);
    }
    setTimeout(() => void this.#ask(), EVERY_MS);
  }

  /** Lays the boxes over the picture alone, not over its margins or its bar. */
  #fit(): void {
    const picture = this.#card.querySelector<HTMLCanvasElement | HTMLImageElement>("mk-video canvas, .boxed-stage > img");
    const stage = this.#boxes.parentElement;
    if (!picture || !stage) return;
    const [box, whole] = [picture.getBoundingClientRect(), stage.getBoundingClientRect()];
    const isImage = picture instanceof HTMLImageElement;
    const ratio = (isImage ? picture.naturalWidth : picture.width) / Math.max(1, isImage ? picture.naturalHeight : picture.height);
    if (!box.width || !box.height || !ratio) return;
    const { width, height } = shownWhole(box.width, box.height, ratio);
    Object.assign(this.#boxes.style, {
      left: `${box.left - whole.left + (box.width - width) / 2}px`,
      top: `${box.top - whole.top + (box.height - height) / 2}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
  }

  #show(sights: readonly Sight[]): void {
    const newest = sights[0] && sights[0].age_s < NOW_S ? sights[0] : undefined;
    const [x, y, width, height] = [0, 1, 2, 3] as const;
    this.#boxes.replaceChildren(
      ...(newest?.boxes ?? []).map((box) =>
        svg("rect", {
          x: box[x],
          y: box[y],
          width: box[width],
          height: box[height],
          class: newest?.is_motion ? "seen" : "held",
          "vector-effect": "non-scaling-stroke",
        }),
      ),
    );
    this.#fit();
    this.#score.value = newest?.score ?? 0;
    this.#now.textContent = newest ? sightWords(newest) : text("Nothing moves.");
    this.#list.replaceChildren(...sights.slice(newest ? 1 : 0, ROWS).map((sight) => row(sight)));
  }
}

function sightWords(sight: Sight): string {
  if (sight.is_motion) return sight.why || text("Motion.");
  if (sight.held) return text("Held, not believed: {why}", { why: sight.held });
  return sight.why || text("Nothing moves.");
}

function row(sight: Sight): HTMLElement {
  return h("li", {}, h("span", { class: "grow" }, sightWords(sight)), h("bdi", { class: "muted", dir: "ltr" }, sight.time));
}

function need<T extends Element>(root: Element, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}

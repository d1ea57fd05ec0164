// What cameras see and what windows show, each as live pictures.

import { h, icon } from "../base/dom";
import { text } from "../base/text";
import { order } from "./orders";
import type { Shown } from "./state";

const KEYS: Record<string, string> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Enter: "enter",
  Escape: "escape",
  " ": "space",
};

/** The pictures on the page, in the order in which they appeared. */
export class Pictures {
  #figures = new Map<string, HTMLElement>();

  constructor(
    private readonly place: HTMLElement,
    private readonly section: HTMLElement,
  ) {}

  show(cameras: readonly Shown[], screens: readonly Shown[]): void {
    const wanted = new Set([...cameras, ...screens].map((shown) => shown.id));
    for (const [id, figure] of this.#figures) {
      if (!wanted.has(id)) {
        figure.remove();
        this.#figures.delete(id);
      }
    }
    for (const camera of cameras) this.#add(camera, nameOf(camera), false);
    for (const screen of screens) this.#add(screen, screen.name, true);
    this.section.hidden = wanted.size === 0;
  }

  #add(shown: Shown, name: string, isWindow: boolean): void {
    if (this.#figures.has(shown.id)) return;
    const video = h("mk-video" as "div", { src: `/video/${shown.id}`, label: name });
    const title = h("figcaption", {}, icon(isWindow ? "monitor" : "camera"), h("bdi", {}, name));
    const figure = h("figure", { class: "bench-picture", "data-id": shown.id }, title, video);
    if (isWindow) this.#listen(figure, video, shown);
    this.#figures.set(shown.id, figure);
    this.place.append(figure);
  }

  /** Keys and the mouse over a window reach the program: `cv2.waitKey` and `cv2.setMouseCallback`. */
  #listen(figure: HTMLElement, video: HTMLElement, shown: Shown): void {
    const keys = h("input", {
      class: "window-keys",
      "aria-label": text("Keys for the window {name}", { name: shown.name }),
      placeholder: text("type a key for the program"),
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
    });
    keys.addEventListener("keydown", (event) => {
      const key = KEYS[event.key];
      if (!key || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      void order("key", { key });
    });
    keys.addEventListener("input", () => {
      for (const letter of keys.value) void order("key", { key: letter });
      keys.value = "";
    });
    figure.append(keys);
    const tell = (kind: string) => (event: PointerEvent) => {
      const canvas = event.target;
      if (!(canvas instanceof HTMLCanvasElement)) return;
      const box = canvas.getBoundingClientRect();
      const x = Math.floor(((event.clientX - box.x) / box.width) * canvas.width);
      const y = Math.floor(((event.clientY - box.y) / box.height) * canvas.height);
      void order("mouse", { window: shown.id, event: kind, x, y, held: (event.buttons & 1) === 1 });
    };
    video.addEventListener("pointerdown", tell("down"));
    video.addEventListener("pointerup", tell("up"));
  }
}

function nameOf({ name }: Shown): string {
  if (name === "camera") return text("What the camera sees");
  return text("What {name} sees", { name: name.replaceAll("_", " ") });
}

// <mk-areas src="/picture.jpg" name="areas">: polygons drawn on a picture by finger, mouse or keyboard.

import { h, icon, iconButton, svg } from "../base/dom";
import { define, KitElement } from "../base/element";
import { text } from "../base/text";
import { AreaHistory } from "./area_history";
import { contains, middle, onPicture, type Point, share, simplified } from "./polygons";

/** What kinds of areas there are: attribute `kinds`. */
interface Kind {
  readonly kind: string;
  readonly label: string;
  readonly icon: string;
  readonly has_sensitivity?: boolean;
}

export interface Area {
  kind: string;
  name: string;
  points: Point[];
  sensitivity?: number;
}

const MOST_AREAS = 12;
const MOST_CORNERS = 24;
const SMALLEST_SHARE = 0.0004;
const DRAG_PX = 10;
const STEP = 0.01;

/**
 * Draws areas on a picture. A hidden field named `name` holds them as JSON for the form round it.
 *
 * A finger or a mouse draws round what is meant, or sets corner after corner by taps. A keyboard's "add" begins
 * with a box in the middle, whose corners the arrow keys move.
 */
export class MkAreas extends KitElement {
  #kinds: Kind[] = [];
  #areas: Area[] = [];
  #chosen = -1;
  #drawn: Point[] = [];
  #kindDrawn = "";
  #down: { x: number; y: number; isDrag: boolean } | null = null;
  #history = new AreaHistory<Area[]>();
  #field = h("input", { type: "hidden" });
  #picture = h("img", { alt: "", draggable: "false" });
  #shapes = svg("svg", { class: "areas-shapes", viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" });
  #corners = h("div", { class: "areas-corners" });
  #stage = h("div", { class: "areas-stage" }, this.#picture, this.#shapes, this.#corners);
  #tools = h("div", { class: "areas-tools" });
  #help = h("p", { class: "areas-help", role: "status" });
  #list = h("ul", { class: "list areas-list" });

  protected override build(): void {
    this.#kinds = JSON.parse(this.getAttribute("kinds") ?? "[]") as Kind[];
    this.#areas = JSON.parse(this.getAttribute("areas") ?? "[]") as Area[];
    this.#field.name = this.getAttribute("name") ?? "areas";
    this.#picture.src = this.getAttribute("src") ?? "";
    this.#picture.alt = this.label;
    this.append(this.#stage, this.#help, this.#tools, this.#list, this.#field);
    this.#draw();
  }

  protected override connected(signal: AbortSignal): void {
    this.#stage.addEventListener("pointerdown", (event) => this.#pressed(event), { signal });
    this.#stage.addEventListener("pointermove", (event) => this.#moved(event), { signal });
    this.#stage.addEventListener("pointerup", (event) => this.#released(event), { signal });
    this.#stage.addEventListener("pointercancel", () => this.#abandon(), { signal });
  }

  // -- What a hand does on the picture -------------------------------------------------------------

  #at(event: PointerEvent): Point {
    const box = this.#stage.getBoundingClientRect();
    return onPicture([(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]);
  }

  #pressed(event: PointerEvent): void {
    if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
    this.#down = { x: event.clientX, y: event.clientY, isDrag: false };
    if (this.#kindDrawn) this.#stage.setPointerCapture(event.pointerId);
  }

  #moved(event: PointerEvent): void {
    const down = this.#down;
    if (!down || !this.#kindDrawn) return;
    if (!down.isDrag && Math.hypot(event.clientX - down.x, event.clientY - down.y) > DRAG_PX) {
      down.isDrag = true;
      this.#drawn = [];
    }
    if (!down.isDrag) return;
    this.#drawn.push(this.#at(event));
    this.#drawShapes();
  }

  #released(event: PointerEvent): void {
    const down = this.#down;
    this.#down = null;
    if (!down) return;
    if (!this.#kindDrawn) this.#choose(this.#areas.findLastIndex((area) => contains(area.points, this.#at(event))));
    else if (down.isDrag) this.#finish(simplified(this.#drawn, MOST_CORNERS));
    else this.#addCorner(this.#at(event));
  }

  #addCorner(point: Point): void {
    this.#drawn.push(point);
    if (this.#drawn.length >= MOST_CORNERS) this.#finish(this.#drawn);
    else this.#draw();
  }

  #abandon(): void {
    this.#down = null;
    this.#drawn = [];
    this.#kindDrawn = "";
    this.#draw();
  }

  #finish(points: Point[]): void {
    if (points.length < 3 || share(points) < SMALLEST_SHARE) {
      this.#drawn = [];
      this.#draw(text("That was too small. Draw round what is meant, or tap its corners."));
      return;
    }
    this.#add(this.#kindDrawn, points);
  }

  // -- What is done with areas ---------------------------------------------------------------------

  #begin(kind: Kind, isByKeyboard: boolean): void {
    this.#drawn = [];
    this.#kindDrawn = kind.kind;
    if (isByKeyboard) {
      this.#add(kind.kind, [[0.3, 0.3], [0.7, 0.3], [0.7, 0.7], [0.3, 0.7]]);
      this.#corners.querySelector("button")?.focus();
    } else {
      this.#chosen = -1;
      this.#draw();
      this.#stage.scrollIntoView({ block: "nearest" });
    }
  }

  #add(kind: string, points: Point[]): void {
    this.#remember();
    const label = this.#kinds.find((known) => known.kind === kind)?.label ?? kind;
    const has = this.#kinds.find((known) => known.kind === kind)?.has_sensitivity;
    this.#areas.push({ kind, name: this.#freeName(label), points, ...(has ? { sensitivity: 0.5 } : {}) });
    this.#drawn = [];
    this.#kindDrawn = "";
    this.#choose(this.#areas.length - 1);
  }

  #freeName(label: string): string {
    const names = new Set(this.#areas.map((area) => area.name));
    for (let number = 1; ; number += 1) if (!names.has(`${label} ${number}`)) return `${label} ${number}`;
  }

  #choose(index: number): void {
    this.#chosen = index;
    this.#draw();
  }

  #remove(index: number): void {
    this.#remember();
    this.#areas.splice(index, 1);
    this.#choose(-1);
  }

  #undo(): void {
    if (this.#drawn.length > 0) this.#drawn.pop();
    else this.#areas = this.#history.back() ?? this.#areas;
    this.#choose(-1);
  }

  #remember(): void {
    this.#history.keep(this.#areas);
  }

  #moveCorner(index: number, point: Point): void {
    const area = this.#areas[this.#chosen];
    if (!area) return;
    area.points[index] = onPicture(point);
    this.#drawShapes();
    this.#store();
  }

  #removeCorner(index: number): void {
    const area = this.#areas[this.#chosen];
    if (!area || area.points.length <= 3) return;
    this.#remember();
    area.points.splice(index, 1);
    this.#draw();
  }

  #store(): void {
    this.#field.value = JSON.stringify(this.#areas);
    this.dispatchEvent(new CustomEvent("mk-areas", { bubbles: true }));
  }

  // -- What is seen --------------------------------------------------------------------------------

  #draw(said = ""): void {
    this.classList.toggle("drawing", this.#kindDrawn !== "");
    this.#help.textContent = said || this.#helpWords();
    this.#drawShapes();
    this.#drawCorners();
    this.#drawTools();
    this.#drawList();
    this.#store();
  }

  #helpWords(): string {
    if (this.#kindDrawn && this.#drawn.length > 0) return text("{count} corners. Tap more, then press Done.", { count: this.#drawn.length });
    if (this.#kindDrawn) return text("Draw round it with a finger, or tap its corners.");
    if (this.#chosen >= 0) return text("Drag a corner. With the keyboard: arrow keys move it, Delete takes it away.");
    return text("Tap an area to change it, or add one.");
  }

  #drawShapes(): void {
    const shapes = this.#areas.map((area, index) =>
      svg("polygon", {
        points: area.points.map((point) => point.join(",")).join(" "),
        class: `area-${area.kind}${index === this.#chosen ? " chosen" : ""}`,
        "vector-effect": "non-scaling-stroke",
      }),
    );
    if (this.#drawn.length > 0) {
      const points = this.#drawn.map((point) => point.join(",")).join(" ");
      shapes.push(svg("polygon", { points, class: `area-${this.#kindDrawn} chosen`, "vector-effect": "non-scaling-stroke" }));
    }
    this.#shapes.replaceChildren(...shapes);
  }

  #drawCorners(): void {
    const area = this.#areas[this.#chosen];
    const handles = (area?.points ?? []).map((point, index) => this.#corner(point, index));
    const marks = this.#drawn.map((point) => place(h("span", { class: "area-mark" }), point));
    const names = this.#areas.map((one) => place(h("span", { class: "area-name" }, one.name), middle(one.points)));
    this.#corners.replaceChildren(...(this.#kindDrawn ? [] : names), ...handles, ...marks);
  }

  #corner(point: Point, index: number): HTMLButtonElement {
    const name = text("Corner {number}", { number: index + 1 });
    const handle = place(h("button", { type: "button", class: "area-corner", "aria-label": name }), point);
    handle.addEventListener("pointerdown", (event) => this.#dragCorner(event, handle, index));
    handle.addEventListener("keydown", (event) => this.#keyOnCorner(event, handle, index));
    return handle;
  }

  #dragCorner(event: PointerEvent, handle: HTMLButtonElement, index: number): void {
    if (event.button !== 0) return;
    this.#remember();
    handle.setPointerCapture(event.pointerId);
    const follow = (moved: PointerEvent) => {
      this.#moveCorner(index, this.#at(moved));
      place(handle, this.#areas[this.#chosen]?.points[index] ?? [0, 0]);
    };
    handle.addEventListener("pointermove", follow);
    const end = () => {
      handle.removeEventListener("pointermove", follow);
      this.#draw();
    };
    handle.addEventListener("lostpointercapture", end, { once: true });
  }

  #keyOnCorner(event: KeyboardEvent, handle: HTMLButtonElement, index: number): void {
    const steps: Record<string, Point> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    };
    const step = steps[event.key];
    const [x, y] = this.#areas[this.#chosen]?.points[index] ?? [0, 0];
    if (step) {
      if (!event.repeat) this.#remember();
      this.#moveCorner(index, [x + step[0], y + step[1]]);
      place(handle, this.#areas[this.#chosen]?.points[index] ?? [0, 0]);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.#removeCorner(index);
      this.#corners.querySelector("button")?.focus();
    } else return;
    event.preventDefault();
  }

  #drawTools(): void {
    const full = this.#areas.length >= MOST_AREAS;
    const tools: HTMLElement[] = this.#kindDrawn
      ? [this.#tool("check", text("Done"), () => this.#finish([...this.#drawn]), "primary"), this.#tool("x", text("Cancel"), () => this.#abandon())]
      : this.#kinds.map((kind) => this.#adder(kind, full));
    const undo = this.#tool("undo-2", text("Undo"), () => this.#undo());
    undo.disabled = this.#history.isEmpty && this.#drawn.length === 0;
    this.#tools.replaceChildren(...tools, undo);
  }

  #adder(kind: Kind, isFull: boolean): HTMLButtonElement {
    const button = h("button", { type: "button", class: "button", disabled: isFull }, icon(kind.icon), h("span", {}, kind.label));
    button.addEventListener("click", (event) => this.#begin(kind, event.detail === 0));
    button.dataset["kind"] = kind.kind;
    return button;
  }

  #tool(name: string, words: string, action: () => void, kind = ""): HTMLButtonElement {
    const button = h("button", { type: "button", class: `button ${kind}`.trim() }, icon(name), h("span", {}, words));
    button.addEventListener("click", action);
    return button;
  }

  #drawList(): void {
    this.#list.hidden = this.#areas.length === 0;
    this.#list.replaceChildren(...this.#areas.map((area, index) => this.#row(area, index)));
  }

  #row(area: Area, index: number): HTMLLIElement {
    const kind = this.#kinds.find((known) => known.kind === area.kind);
    const name = h("button", { type: "button", class: "button quiet", "aria-pressed": String(index === this.#chosen) }, icon(kind?.icon ?? "scan"), h("span", {}, area.name));
    name.addEventListener("click", () => this.#choose(index === this.#chosen ? -1 : index));
    const remove = iconButton("trash-2", text("Remove {name}", { name: area.name }));
    remove.addEventListener("click", () => this.#remove(index));
    return h("li", {}, h("div", { class: "grow" }, name), kind?.has_sensitivity ? this.#sensitivity(area) : null, remove);
  }

  #sensitivity(area: Area): HTMLLabelElement {
    const range = h("input", { type: "range", min: 0, max: 1, step: 0.05, value: area.sensitivity ?? 0.5 });
    range.addEventListener("input", () => {
      area.sensitivity = Number(range.value);
      this.#store();
    });
    return h("label", { class: "areas-sensitivity" }, h("span", { class: "small" }, text("Sensitivity")), range);
  }
}

function place<T extends HTMLElement>(element: T, [x, y]: Point): T {
  element.style.left = `${x * 100}%`;
  element.style.top = `${y * 100}%`;
  return element;
}

define("mk-areas", MkAreas);

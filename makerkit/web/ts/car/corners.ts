// Four marks on a picture, each to be put onto its corner: by finger, mouse or arrow keys, with a loupe.

const STEP = 1 / 320;
const FAR = 8;
const LOUPE = 5;

type Point = [number, number];

/** Starts the page that sets corners; its form sends them as shares of the picture. */
export function startCorners(form: HTMLFormElement): void {
  const stage = form.querySelector<HTMLElement>(".corner-stage");
  const field = form.querySelector<HTMLInputElement>("input[name=corners]");
  if (stage && field) new Corners(stage, field);
}

class Corners {
  #at: Point[];
  #marks: HTMLButtonElement[];
  #held: number | null = null;
  #image: HTMLImageElement;
  #loupe: HTMLElement;

  constructor(
    private readonly stage: HTMLElement,
    private readonly field: HTMLInputElement,
  ) {
    this.#at = JSON.parse(field.value) as Point[];
    this.#marks = [...stage.querySelectorAll<HTMLButtonElement>("button.corner")];
    this.#image = stage.querySelector("img") as HTMLImageElement;
    this.#loupe = stage.querySelector(".loupe") as HTMLElement;
    this.#loupe.style.backgroundImage = `url("${this.#image.src}")`;
    stage.addEventListener("pointerdown", (event) => this.#grab(event));
    stage.addEventListener("pointermove", (event) => this.#drag(event));
    for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, () => this.#drop());
    stage.addEventListener("keydown", (event) => this.#key(event));
    this.#draw();
  }

  #grab(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const point = this.#point(event);
    const mark = (event.target as Element).closest<HTMLElement>("button.corner");
    this.#held = mark ? Number(mark.dataset["corner"]) : this.#nearest(point);
    this.#marks[this.#held]?.focus();
    this.stage.setPointerCapture(event.pointerId);
    this.#drag(event);
  }

  #drag(event: PointerEvent): void {
    if (this.#held === null) return;
    this.#at[this.#held] = this.#point(event);
    this.#draw();
    this.#look(this.#held);
  }

  #drop(): void {
    this.#held = null;
    this.#loupe.hidden = true;
  }

  #key(event: KeyboardEvent): void {
    const mark = (event.target as Element).closest<HTMLElement>("button.corner");
    const way: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = way[event.key];
    const at = mark ? this.#at[Number(mark.dataset["corner"])] : undefined;
    if (!step || !at || !mark) return;
    event.preventDefault();
    const far = STEP * (event.shiftKey ? FAR : 1);
    this.#at[Number(mark.dataset["corner"])] = [within(at[0] + step[0] * far), within(at[1] + step[1] * far)];
    this.#draw();
  }

  #point(event: PointerEvent): Point {
    const box = this.#image.getBoundingClientRect();
    return [within((event.clientX - box.x) / box.width), within((event.clientY - box.y) / box.height)];
  }

  #nearest(point: Point): number {
    const far = this.#at.map(([x, y]) => Math.hypot(x - point[0], y - point[1]));
    return far.indexOf(Math.min(...far));
  }

  #draw(): void {
    for (const [index, mark] of this.#marks.entries()) {
      const [x, y] = this.#at[index] ?? [0.5, 0.5];
      mark.style.insetInlineStart = `${x * 100}%`;
      mark.style.insetBlockStart = `${y * 100}%`;
    }
    const outline = this.#at.map(([x, y]) => `${x},${y}`).join(" ");
    this.stage.querySelector("polygon")?.setAttribute("points", outline);
    this.field.value = JSON.stringify(this.#at.map(([x, y]) => [round(x), round(y)]));
  }

  /** Shows large what the finger covers, on the other side of the picture. */
  #look(index: number): void {
    const [x, y] = this.#at[index] ?? [0.5, 0.5];
    const { width, height } = this.#image.getBoundingClientRect();
    const loupe = this.#loupe;
    loupe.hidden = false;
    loupe.classList.toggle("at-end", x < 0.5);
    loupe.style.backgroundSize = `${width * LOUPE}px ${height * LOUPE}px`;
    const half = loupe.clientWidth / 2;
    loupe.style.backgroundPosition = `${half - x * width * LOUPE}px ${half - y * height * LOUPE}px`;
  }
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

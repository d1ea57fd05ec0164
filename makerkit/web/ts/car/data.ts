// The page of a tub: a hand runs through thousands of records, and everything follows.

import { changeIcon, h } from "../base/dom";
import { text } from "../base/text";
import { Learning, twoDigits, wordsOf } from "./data_learning";
import { type Doubt, doubtWords, fillStretches, sessionWords } from "./data_lists";
import { Marks } from "./data_marks";
import { NewestPicture } from "./data_picture";
import { DataPlot, nameWords } from "./data_plot";
import { type Marked, type Rows, Source, type Whole } from "./data_source";
import { countOf, type Stretch, zoomed } from "./data_stretches";

const PLAY_MS = 50;
const PICTURE_PX = 480;
const STRIP_COUNT = 12;
const SETTLE_MS = 150;

/** Starts the page once the server has told what the tub holds. */
export async function startData(root: HTMLElement): Promise<void> {
  const token = root.querySelector<HTMLInputElement>("input[name=csrf_token]")?.value ?? "";
  const source = new Source(root.dataset["base"] ?? "", token);
  const whole = await source.get<Whole>("whole.json");
  if (whole.end > 0) new DataPage(root, source, whole).start();
}

function numberWords(value: number | null | undefined): string {
  return typeof value === "number" ? twoDigits(value) : "–";
}

class DataPage {
  #index = 0;
  #view: Stretch;
  #timer = 0;
  #settle = 0;
  #marks: Marks;
  #plot: DataPlot;
  #learning: Learning;
  #picture: NewestPicture;
  #slider: HTMLInputElement;
  #cells: Map<string, HTMLElement>;

  constructor(
    private readonly root: HTMLElement,
    private readonly source: Source,
    private readonly whole: Whole,
  ) {
    this.#view = [0, whole.end - 1];
    this.#slider = this.#part("slider") as HTMLInputElement;
    this.#slider.max = String(whole.end - 1);
    this.#cells = this.#makeValues();
    this.#marks = new Marks(source, (marked) => this.#tell(marked));
    this.#marks.bad = whole.marks;
    this.#plot = new DataPlot(source, this.#part("plot"), whole.names, (index) => this.#go(index), this.#part("legend"));
    this.#learning = new Learning(source, (name) => this.#part(name), whole.end);
    const image = this.#part("picture") as HTMLImageElement;
    this.#picture = new NewestPicture(image, (isThere) => {
      this.#part("no-picture").hidden = isThere;
      image.classList.toggle("missing", !isThere);
    });
  }

  start(): void {
    this.#slider.addEventListener("input", () => this.#go(this.#slider.valueAsNumber));
    this.root.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>("button[data-do]");
      if (button) void this.#do(button.dataset["do"] ?? "", button).catch((error: unknown) => this.#say(wordsOf(error)));
    });
    this.#tell(this.whole);
    this.#look(this.#view);
    this.#go(0);
    void this.#doubts({});
    void this.#learning.views(0);
    this.root.dataset["ready"] = "1";
  }

  // -- What a hand does ----------------------------------------------------------------------------

  async #do(what: string, button: HTMLButtonElement): Promise<void> {
    const chosen = this.#marks.chosen;
    if (what === "back") this.#go(this.#index - 1);
    else if (what === "on") this.#go(this.#index + 1);
    else if (what === "play") this.#play(button);
    else if (what === "closer") this.#look(zoomed(this.#view, [0, this.whole.end - 1], this.#index, 0.4));
    else if (what === "wider") this.#look(zoomed(this.#view, [0, this.whole.end - 1], this.#index, 2.5));
    else if (what === "begin") this.#marks.begin(this.#index);
    else if (what === "end") this.#marks.end(this.#index);
    else if (what === "undo") await this.#marks.undo();
    else if (what === "views") await this.#learning.views(this.#index);
    else if (what === "look") await this.#doubts({ pictures: 1 });
    else if (what === "heal") await this.#heal();
    else if (chosen && (what === "bad" || what === "good")) await this.#marks.set(chosen, what);
    this.#mark();
  }

  #play(button: HTMLButtonElement): void {
    const wasPlaying = this.#timer !== 0;
    clearInterval(this.#timer);
    this.#timer = wasPlaying ? 0 : window.setInterval(() => this.#step(button), PLAY_MS);
    button.setAttribute("aria-pressed", String(!wasPlaying));
    const sign = button.querySelector<SVGSVGElement>("svg");
    if (sign) changeIcon(sign, wasPlaying ? "play" : "pause");
  }

  #step(button: HTMLButtonElement): void {
    if (this.#index >= this.whole.end - 1) this.#play(button);
    else if (!this.#picture.isBusy) this.#go(this.#index + 1);
  }

  async #heal(): Promise<void> {
    const told = await this.source.post<{ is_well: boolean; says: string[] }>("heal", {});
    this.#part("healed").textContent = told.is_well ? text("It is whole.") : told.says.join(" ");
    const { live, marks, sessions } = await this.source.get<Whole>("whole.json");
    this.#marks.bad = marks;
    this.#tell({ live, marks, sessions });
  }

  // -- What is shown -------------------------------------------------------------------------------

  #go(index: number): void {
    this.#index = Math.min(this.whole.end - 1, Math.max(0, Math.round(index) || 0));
    this.#slider.value = String(this.#index);
    this.#picture.want(this.source.url(`picture/${this.#index}.jpg`, { width: PICTURE_PX }));
    const [first, last] = this.#view;
    if (this.#index < first || this.#index > last) this.#look(zoomed(this.#view, [0, this.whole.end - 1], this.#index, 1));
    this.#mark();
    void this.source.rows(this.#index).then((rows) => this.#values(rows), () => undefined);
  }

  /** Shows a stretch in the plot and in the strip, once the hand is still. */
  #look(view: Stretch): void {
    this.#view = view;
    clearTimeout(this.#settle);
    this.#settle = window.setTimeout(() => {
      const [first, last] = view;
      void this.#plot.show(view).catch((error: unknown) => this.#say(wordsOf(error)));
      (this.#part("strip") as HTMLImageElement).src = this.source.url("strip.jpg", { first, last, count: STRIP_COUNT });
    }, SETTLE_MS);
  }

  #mark(): void {
    const chosen = this.#marks.chosen;
    this.#plot.mark(this.#marks.bad, chosen, this.#index);
    this.#part("is-bad").hidden = !this.#marks.isBad(this.#index);
    if (chosen) this.#say(text("{first} to {last}: {count} records", { first: chosen[0], last: chosen[1], count: countOf([chosen]) }));
    for (const what of ["bad", "good"]) this.#button(what).disabled = chosen === null;
    this.#button("undo").disabled = !this.#marks.canUndo;
  }

  /** Makes the places of all values at once: nothing below moves under a finger when they come. */
  #makeValues(): Map<string, HTMLElement> {
    const cells = new Map([text("Record"), text("Time"), ...this.whole.names.map(nameWords), text("Who drove")].map((words) => [words, h("bdi", {}, "–")]));
    const shown = [...cells].map(([words, cell]) => h("div", {}, h("dt", {}, words), h("dd", {}, cell)));
    this.#part("values").replaceChildren(...shown);
    return cells;
  }

  #values(rows: Rows): void {
    const at = this.#index - rows.first;
    const time = rows.t_s[at];
    if (time === undefined) return;
    const angle = rows.values["angle"]?.[at] ?? null;
    this.#part("wheel").setAttribute("transform", `rotate(${60 * (angle ?? 0)})`);
    this.#fill(text("Record"), String(this.#index));
    this.#fill(text("Time"), `${(time ?? 0).toFixed(1)} s`);
    for (const name of this.whole.names) this.#fill(nameWords(name), numberWords(rows.values[name]?.[at]));
    this.#fill(text("Who drove"), rows.is_person[at] ? text("a person") : text("the car"));
  }

  #fill(words: string, value: string): void {
    const cell = this.#cells.get(words);
    if (cell) cell.textContent = value;
  }

  #tell({ live, marks, sessions }: Marked): void {
    this.#part("live").textContent = String(live);
    this.#part("bad").textContent = String(countOf(marks));
    this.#part("bad-tag").hidden = marks.length === 0;
    fillStretches(this.#part("marks"), marks.map((one) => [one, ""] as const), [
      ["eye", text("Show"), (one) => this.#show(one)],
      ["undo-2", text("Good after all"), (one) => void this.#set(one, "good")],
    ]);
    fillStretches(this.#part("sessions"), sessions.map((one) => [[one.first, one.last], sessionWords(one), one.id] as const), [
      ["eye", text("Show"), (one) => this.#show(one)],
    ]);
    this.#mark();
    this.#learning.refresh();
  }

  async #doubts(values: Record<string, number>): Promise<void> {
    const told = await this.source.get<{ count: number; doubts: Doubt[] }>("doubtful.json", values);
    this.#part("doubt-count").textContent = text("Stretches: {count}", { count: told.count });
    fillStretches(this.#part("doubts"), told.doubts.map((one) => [[one.first, one.last], doubtWords(one.why)] as const), [
      ["eye", text("Show"), (one) => this.#show(one)],
      ["eye-off", text("Mark bad"), (one) => void this.#set(one, "bad")],
    ]);
  }

  async #set(stretch: Stretch, what: "bad" | "good"): Promise<void> {
    await this.#marks.set(stretch, what).catch((error: unknown) => this.#say(wordsOf(error)));
    this.#mark();
  }

  #show(stretch: Stretch): void {
    this.#marks.choose(stretch);
    const length = stretch[1] - stretch[0] + 1;
    const around = Math.max(20, Math.round(length * 0.5));
    const last = this.whole.end - 1;
    this.#look([Math.max(0, stretch[0] - around), Math.min(last, stretch[1] + around)]);
    this.#go(stretch[0]);
    this.root.querySelector(".data-player")?.scrollIntoView({ block: "nearest" });
  }

  #say(words: string): void {
    this.#part("chosen").textContent = words;
  }

  #part(name: string): HTMLElement {
    const part = document.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!part) throw new Error(`The page has no part ${name}.`);
    return part;
  }

  #button(name: string): HTMLButtonElement {
    return this.root.querySelector<HTMLButtonElement>(`button[data-do="${name}"]`) as HTMLButtonElement;
  }
}

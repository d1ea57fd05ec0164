// Paints JPEG pictures onto a canvas: the newest wins, one is decoded at a time.

/** Calls `painted` after each picture, with its stamp. */
export class JpegPainter {
  #waiting: { data: ArrayBuffer; t_us: number } | null = null;
  #isDecoding = false;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly painted: (t_us: number) => void,
  ) {}

  paint(data: ArrayBuffer, t_us: number): void {
    this.#waiting = { data, t_us };
    if (!this.#isDecoding) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isDecoding = true;
    try {
      for (let next = this.#take(); next; next = this.#take()) await this.#one(next.data, next.t_us);
    } finally {
      this.#isDecoding = false;
    }
  }

  #take(): { data: ArrayBuffer; t_us: number } | null {
    const next = this.#waiting;
    this.#waiting = null;
    return next;
  }

  async #one(data: ArrayBuffer, t_us: number): Promise<void> {
    let picture: ImageBitmap;
    try {
      picture = await createImageBitmap(new Blob([data], { type: "image/jpeg" }));
    } catch {
      return; // cut off on its way: the next one comes soon
    }
    if (this.canvas.width !== picture.width || this.canvas.height !== picture.height) {
      this.canvas.width = picture.width;
      this.canvas.height = picture.height;
      this.canvas.style.setProperty("--shape", `${picture.width} / ${picture.height}`);
    }
    this.canvas.getContext("2d", { alpha: false })?.drawImage(picture, 0, 0);
    picture.close();
    this.painted(t_us);
  }
}

// The picture of a record: while a hand runs over thousands of them, only the newest is fetched.

/** Shows pictures in an `<img>`, one request at a time. */
export class NewestPicture {
  #wanted: string | null = null;
  #isBusy = false;

  constructor(
    private readonly image: HTMLImageElement,
    private readonly came: (isThere: boolean) => void,
  ) {
    image.addEventListener("load", () => this.#done(true));
    image.addEventListener("error", () => this.#done(false));
  }

  want(url: string): void {
    if (new URL(url, location.href).href === this.image.src && !this.#isBusy) return;
    this.#wanted = url;
    this.#next();
  }

  /** Whether a picture is on its way: who plays waits for it. */
  get isBusy(): boolean {
    return this.#isBusy || this.#wanted !== null;
  }

  #next(): void {
    if (this.#isBusy || this.#wanted === null) return;
    this.#isBusy = true;
    this.image.src = this.#wanted;
    this.#wanted = null;
  }

  #done(isThere: boolean): void {
    this.#isBusy = false;
    this.came(isThere);
    this.#next();
  }
}

// Plays fragments of H.264 as they come, close to the newest.

const LATE_S = 0.8;
const KEEP_S = 10;
const MOST_WAITING = 60;

/** Whether this browser can play such a stream. */
export function canPlay(codec: string): boolean {
  return "MediaSource" in window && MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`);
}

/** Feeds a <video> element; `failed` is called once when it cannot go on. */
export class Mp4Player {
  #source = new MediaSource();
  #buffer: SourceBuffer | null = null;
  #waiting: ArrayBuffer[] = [];
  #url = URL.createObjectURL(this.#source);
  #hasEnded = false;

  constructor(
    private readonly video: HTMLVideoElement,
    codec: string,
    private readonly failed: () => void,
  ) {
    this.#source.addEventListener("sourceopen", () => this.#open(codec), { once: true });
    video.addEventListener("error", () => this.#fail(), { once: true });
    video.src = this.#url;
  }

  feed(data: ArrayBuffer): void {
    this.#waiting.push(data);
    if (this.#waiting.length > MOST_WAITING) this.#fail();
    else this.#go();
  }

  stop(): void {
    this.#hasEnded = true;
    this.#waiting = [];
    this.video.removeAttribute("src");
    this.video.load();
    URL.revokeObjectURL(this.#url);
  }

  #open(codec: string): void {
    if (this.#hasEnded) return;
    this.#buffer = this.#source.addSourceBuffer(`video/mp4; codecs="${codec}"`);
    this.#buffer.addEventListener("updateend", () => this.#appended());
    this.#go();
  }

  #go(): void {
    if (this.#hasEnded || !this.#buffer || this.#buffer.updating) return;
    const next = this.#waiting.shift();
    if (!next) return;
    try {
      this.#buffer.appendBuffer(next);
    } catch {
      this.#fail();
    }
  }

  #appended(): void {
    const { buffered } = this.video;
    if (buffered.length > 0) this.#keepUp(buffered.start(0), buffered.end(buffered.length - 1));
    this.#go();
  }

  #keepUp(start_s: number, end_s: number): void {
    const { video } = this;
    if (video.currentTime < start_s || end_s - video.currentTime > LATE_S) {
      video.currentTime = Math.max(start_s, end_s - 0.05);
    }
    if (video.paused) void video.play().catch(() => {}); // without a gesture only muted video plays; this one is
    if (end_s - start_s > 2 * KEEP_S && this.#buffer?.updating === false) {
      this.#buffer.remove(start_s, end_s - KEEP_S);
    }
  }

  #fail(): void {
    if (this.#hasEnded) return;
    this.stop();
    this.failed();
  }
}

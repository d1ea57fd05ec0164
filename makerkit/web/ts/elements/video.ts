// <mk-video src="/video/door" label="Door">: live video, with its time, a snapshot and full screen.

import { changeIcon, h, icon, iconButton } from "../base/dom";
import { define, KitElement } from "../base/element";
import { text } from "../base/text";
import { JpegPainter } from "./jpeg_painter";
import { canPlay, Mp4Player } from "./mp4_player";
import { JPEG, type Packet } from "./packet";
import { PictureClock, Rate } from "./picture_clock";
import { type VideoListener, VideoSocket, type VideoState } from "./video_socket";

const TIME_OF_DAY = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 1,
});
/** A hidden page gives its place to somebody else after so long. */
const HIDDEN_MS = 10_000;

/** Live video. `as="mp4"` asks for H.264 and falls back to JPEG; `as="jpeg"` is what works everywhere. */
export class MkVideo extends KitElement implements VideoListener {
  #canvas = h("canvas", { width: 640, height: 480, role: "img" });
  #video = h("video", { muted: true, playsinline: true, hidden: true, "aria-hidden": "true", tabindex: -1 });
  #message = h("div", { class: "video-message", role: "status" });
  #time = h("bdi", { class: "video-time", dir: "ltr" });
  #rate = h("bdi", { class: "video-rate", dir: "ltr" });
  #full = iconButton("maximize", text("Full screen"));
  #snap = iconButton("camera", text("Save this picture"));
  #painter = new JpegPainter(this.#canvas, (t_us) => this.#painted(t_us));
  #clock = new PictureClock();
  #counted = new Rate();
  #socket: VideoSocket | null = null;
  #player: Mp4Player | null = null;
  #isJpeg = false;
  #hiding = 0;

  /** How many pictures were painted. */
  painted = 0;
  /** The stamp of the newest picture, in microseconds. */
  newest_us = 0;

  protected override build(): void {
    this.#isJpeg = this.getAttribute("as") !== "mp4";
    this.#canvas.setAttribute("aria-label", this.label || text("Live video"));
    this.#video.muted = true; // the attribute alone counts only in HTML that was parsed
    const name = h("span", { class: "video-name" }, this.label);
    const buttons = h("div", { class: "video-buttons" }, this.#snap, this.#full);
    const bar = h("div", { class: "video-bar" }, name, this.#rate, this.#time, buttons);
    this.append(h("div", { class: "video-frame" }, this.#canvas, this.#video, this.#message), bar);
  }

  protected override connected(signal: AbortSignal): void {
    this.#snap.addEventListener("click", () => this.#save(), { signal });
    this.#full.addEventListener("click", () => void this.#toggleFull(), { signal });
    document.addEventListener("fullscreenchange", () => this.#drawFull(), { signal });
    document.addEventListener("visibilitychange", () => this.#visibility(), { signal });
    signal.addEventListener("abort", () => this.#stop());
    const timer = window.setInterval(() => this.#drawRate(), 1000);
    signal.addEventListener("abort", () => clearInterval(timer));
    if (!document.hidden) this.#start(); // a tab opened in the background takes no place
  }

  #start(): void {
    if (this.#socket) return;
    const url = new URL(this.getAttribute("src") ?? "", location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    if (!this.#isJpeg) url.searchParams.set("as", "mp4");
    this.#socket = new VideoSocket(url, this);
    this.#socket.start();
  }

  #stop(): void {
    clearTimeout(this.#hiding);
    this.#socket?.stop();
    this.#socket = null;
    this.#player?.stop();
    this.#player = null;
  }

  #visibility(): void {
    clearTimeout(this.#hiding);
    if (document.hidden) this.#hiding = window.setTimeout(() => this.#stop(), HIDDEN_MS);
    else this.#start();
  }

  // -- What the socket says ----------------------------------------------------------------------

  state(state: VideoState, places: number): void {
    this.setAttribute("state", state);
    const words = wordsOf(state, places);
    const sign = state === "connecting" ? "refresh-cw" : "video-off";
    this.#message.replaceChildren(...(words ? [icon(sign), h("span", {}, words)] : []));
  }

  codec(name: string): void {
    this.#player?.stop();
    if (canPlay(name)) {
      this.#player = new Mp4Player(this.#video, name, () => this.#fallBack());
      this.#show(this.#video);
    } else {
      this.#fallBack();
    }
  }

  packet(packet: Packet): void {
    if (packet.kind === JPEG) {
      this.#painter.paint(packet.data, packet.t_us);
      return;
    }
    this.#player?.feed(packet.data);
    this.#painted(packet.t_us);
  }

  #fallBack(): void {
    this.#player = null;
    this.#isJpeg = true;
    this.#show(this.#canvas);
    this.#stop();
    this.#start();
  }

  #show(element: HTMLElement): void {
    this.#canvas.hidden = element !== this.#canvas;
    this.#video.hidden = element !== this.#video;
  }

  #painted(t_us: number): void {
    this.painted += 1;
    this.newest_us = t_us;
    this.#counted.count(performance.now());
    this.#socket?.seen(t_us);
    this.#time.textContent = TIME_OF_DAY.format(this.#clock.time_ms(t_us, Date.now()));
  }

  #drawRate(): void {
    const rate = this.#counted.per_s(performance.now());
    this.#rate.textContent = rate ? `${rate} fps` : "";
  }

  // -- What the person does ----------------------------------------------------------------------

  #save(): void {
    const canvas = this.#video.hidden ? this.#canvas : this.#still();
    canvas.toBlob((blob) => {
      if (!blob) return;
      const url = URL.createObjectURL(blob);
      const name = `${this.label || "picture"} ${(this.#time.textContent ?? "").replaceAll(":", "-")}.jpg`;
      h("a", { href: url, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    }, "image/jpeg", 0.92);
  }

  #still(): HTMLCanvasElement {
    const canvas = h("canvas", { width: this.#video.videoWidth, height: this.#video.videoHeight });
    canvas.getContext("2d")?.drawImage(this.#video, 0, 0);
    return canvas;
  }

  async #toggleFull(): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await this.requestFullscreen?.().catch(() => this.classList.toggle("fills")); // an iPhone has none
    this.#drawFull();
  }

  #drawFull(): void {
    const isFull = document.fullscreenElement === this || this.classList.contains("fills");
    const words = isFull ? text("Leave full screen") : text("Full screen");
    this.#full.setAttribute("aria-label", words);
    this.#full.title = words;
    const sign = this.#full.querySelector("svg");
    if (sign) changeIcon(sign, isFull ? "minimize" : "maximize");
  }
}

function wordsOf(state: VideoState, places: number): string {
  switch (state) {
    case "connecting":
      return text("Connecting to the camera");
    case "playing":
      return "";
    case "stalled":
      return text("The picture stands still: nothing new comes from the camera.");
    case "full":
      return text("All {places} places are taken. Close another page that shows video.", { places });
    case "lost":
      return text("No connection to the camera. It is tried again.");
  }
}

define("mk-video", MkVideo);

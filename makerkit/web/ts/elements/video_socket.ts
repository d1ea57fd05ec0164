// The socket of one video: opens, comes back, and says how it stands.

import { pauseBefore } from "../live/backoff";
import { type Packet, readPacket } from "./packet";

export type VideoState = "connecting" | "playing" | "stalled" | "full" | "lost";

export interface VideoListener {
  state(state: VideoState, places: number): void;
  packet(packet: Packet): void;
  codec(name: string): void;
}

const FULL = 4429;
const FULL_PAUSE_MS = 5_000;
const STALLED_MS = 2_500;
/** So long without a picture, and a new connection is tried: this one may have died unseen. */
const DEAD_MS = 12_000;

/** Keeps one video coming until `stop`. */
export class VideoSocket {
  #socket: WebSocket | null = null;
  #attempt = 0;
  #retry = 0;
  #watch = 0;
  #heard_ms = 0;
  #places = 0;
  #state: VideoState = "connecting";

  constructor(
    private readonly url: URL,
    private readonly listener: VideoListener,
  ) {}

  start(): void {
    this.#watch = window.setInterval(() => this.#look(), 500);
    this.#open();
  }

  stop(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    if (socket) this.#leave(socket);
  }

  /** Tells the server that a picture has been painted; it sends no more than a few ahead. */
  seen(t_us: number): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(`{"seen":${t_us}}`);
  }

  #open(): void {
    this.#places = 0;
    this.#heard_ms = performance.now();
    const socket = new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", (event) => this.#hear(socket, event.data));
    socket.addEventListener("close", (event) => this.#closed(socket, event.code));
    this.#socket = socket;
    if (this.#state !== "full") this.#change(this.#attempt ? "lost" : "connecting");
  }

  #hear(socket: WebSocket, message: unknown): void {
    if (socket !== this.#socket) return;
    if (typeof message === "string") {
      this.#read(message);
      return;
    }
    const packet = message instanceof ArrayBuffer ? readPacket(message) : null;
    if (!packet) return;
    this.#attempt = 0;
    this.#heard_ms = performance.now();
    this.#change("playing");
    this.listener.packet(packet);
  }

  #read(message: string): void {
    const said = JSON.parse(message) as { full?: number; codec?: string };
    if (typeof said.full === "number") this.#places = said.full;
    if (typeof said.codec === "string") this.listener.codec(said.codec);
  }

  #look(): void {
    const quiet_ms = performance.now() - this.#heard_ms;
    if (this.#state === "playing" && quiet_ms > STALLED_MS) this.#change("stalled");
    const socket = this.#socket;
    if (!socket || quiet_ms < DEAD_MS) return;
    this.#leave(socket);
    this.#closed(socket, 0);
  }

  /** Closed while it still connects, browsers complain. */
  #leave(socket: WebSocket): void {
    if (socket.readyState === WebSocket.CONNECTING) socket.addEventListener("open", () => socket.close());
    else socket.close();
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return;
    this.#socket = null;
    const isFull = code === FULL;
    this.#change(isFull ? "full" : "lost");
    const pause = isFull ? FULL_PAUSE_MS : pauseBefore(this.#attempt, Math.random());
    this.#attempt += 1;
    this.#retry = window.setTimeout(() => this.#open(), pause);
  }

  #change(state: VideoState): void {
    if (state === this.#state && state !== "full" && state !== "connecting") return;
    this.#state = state;
    this.listener.state(state, this.#places);
  }
}

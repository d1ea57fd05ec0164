// The one live link of a page: a WebSocket that comes back by itself, newest state wins.

import { showEverywhere } from "../base/bound";
import type { Order } from "../base/element";
import { text } from "../base/text";
import { pauseBefore } from "./backoff";
import { Exchange, type Kind, Refused } from "./exchange";

export type LinkState = "off" | "connecting" | "live" | "lost";

const LOGGED_OUT = 4401;
const TOO_MANY = 4429;
/** A page that somebody has just left is let go; if it is still there after so long, nothing came of it. */
const LEAVING_MS = 10_000;
const FULL_PAUSE_MS = 15_000;
const SILENT = 4000;
/** After so long without a word the server is asked for one, and given up after as long again. */
const QUIET_MS = 4_000;
/** Above this, what is steady (a joystick) skips a turn: the network is slow. */
const MOST_BUFFERED_BYTES = 65_536;

type StateListener = (state: Record<string, unknown>) => void;
type LinkListener = (state: LinkState, why: string) => void;
type SayListener = (words: string, kind: Kind) => void;

class Live {
  #socket: WebSocket | null = null;
  #exchange = new Exchange();
  #attempt = 0;
  #timer = 0;
  #hasHeard = false;
  #heard_ms = 0;
  #asked_ms: number | null = null;
  #leaving_ms = -LEAVING_MS;
  #pending: Record<string, unknown> | null = null;
  #shown: Record<string, unknown> | null = null;
  #frame = 0;
  #link: LinkState = "off";
  #states = new Set<StateListener>();
  #links = new Set<LinkListener>();
  #says = new Set<SayListener>();
  #url = "";
  #version = "";

  /** Connects, and stays connected; `version` is the one this page was made with. */
  start(url: string, version: string): void {
    this.#url = url;
    this.#version = version;
    this.#connect();
    setInterval(() => this.#listen(performance.now()), 1000);
    addEventListener("online", () => this.#hurry());
    addEventListener("beforeunload", () => {
      this.#leaving_ms = performance.now();
    });
    addEventListener("pageshow", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
    document.addEventListener("mk-order", (event) => this.#take(event as CustomEvent<Order>));
  }

  get link(): LinkState {
    return this.#link;
  }

  /** Whether something that is sent again and again should wait a turn. */
  get isBusy(): boolean {
    return (this.#socket?.bufferedAmount ?? 0) > MOST_BUFFERED_BYTES;
  }

  /** Tells every state, first the one that is shown now: a script that came late has missed it. */
  onState(listener: StateListener): void {
    this.#states.add(listener);
    if (this.#shown) listener(this.#shown);
  }

  onLink(listener: LinkListener): void {
    this.#links.add(listener);
    listener(this.#link, "");
  }

  onSay(listener: SayListener): void {
    this.#says.add(listener);
  }

  /** Tells the person something, as the server's own words are told. */
  say(words: string, kind: Kind): void {
    for (const listener of this.#says) listener(words, kind);
  }

  /** Sends an order once, with the page's time (`t`, s): what was stuck on its way can be told. Rejects with `Refused` if the server says no or cannot be reached. */
  order(order: string, values: Record<string, unknown> = {}): Promise<void> {
    if (this.#link !== "live" || !this.#socket) {
      return Promise.reject(new Refused(text("Not sent: there is no connection.")));
    }
    const { message, answer } = this.#exchange.ask(order, { t: performance.now() / 1000, ...values });
    this.#socket.send(message);
    return answer;
  }

  #take(event: CustomEvent<Order>): void {
    const { order, with: values } = event.detail;
    if (!order) return;
    event.detail.answer = this.order(order, values).catch((error: unknown) => {
      this.say(error instanceof Error && error.message ? error.message : text("Refused."), "error");
      throw error;
    });
    event.detail.answer.catch(() => {}); // said above; who awaits it hears it too
  }

  #connect(): void {
    clearTimeout(this.#timer);
    this.#change(this.#attempt === 0 && this.#link !== "lost" ? "connecting" : "lost");
    const address = new URL(this.#url, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.#hasHeard = false;
    this.#socket = socket;
    socket.addEventListener("message", (event) => this.#hear(socket, String(event.data)));
    socket.addEventListener("close", (event) => this.#closed(socket, event.code));
  }

  #hear(socket: WebSocket, message: string): void {
    if (socket !== this.#socket) return;
    this.#hasHeard = true;
    this.#heard_ms = performance.now();
    this.#asked_ms = null;
    const heard = this.#exchange.hear(message);
    const version = heard.hello?.version;
    if (version && this.#version && version !== this.#version) this.#fetchAnew();
    if (this.#link !== "live") this.#change("live");
    this.#attempt = 0;
    if (heard.say) this.say(heard.say.text, heard.say.kind);
    if (heard.state !== undefined) this.#keep(heard.state as Record<string, unknown>);
  }

  #keep(state: Record<string, unknown>): void {
    this.#pending = state;
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    this.#frame = 0;
    const state = this.#pending;
    if (!state) return;
    this.#shown = state;
    showEverywhere(state);
    for (const listener of this.#states) listener(state);
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#exchange.lose(text("The connection broke before an answer came. Look whether it was done."));
    if (!this.#hasHeard) void this.#askForLogin();
    if (code === LOGGED_OUT) void this.#askForLogin();
    const why = code === TOO_MANY ? text("Too many pages are open. Close one.") : "";
    this.#change("lost", why);
    const pause = code === TOO_MANY ? FULL_PAUSE_MS : pauseBefore(this.#attempt, Math.random());
    this.#attempt += 1;
    this.#timer = window.setTimeout(() => this.#connect(), pause);
  }

  /**
   * Asks by a plain request whether we are still known, and goes to the login if not.
   *
   * A socket that is refused at the door does not say why. A form that is on its way is not disturbed: it
   * may be the new password, whose answer brings a new login.
   */
  async #askForLogin(): Promise<void> {
    const url = document.body.dataset["session"];
    if (!url || performance.now() - this.#leaving_ms < LEAVING_MS) return;
    const answer = await fetch(url, { cache: "no-store" }).catch(() => null);
    if (answer?.status === 401 && performance.now() - this.#leaving_ms >= LEAVING_MS) {
      this.#fetchAnew();
    }
  }

  /** A network that is gone closes no socket: only silence shows it. */
  #listen(now_ms: number): void {
    const socket = this.#socket;
    if (!socket || this.#link !== "live") return;
    if (this.#asked_ms === null && now_ms - this.#heard_ms > QUIET_MS) {
      this.#asked_ms = now_ms;
      this.order("ping").catch(() => {}); // any answer is one
    } else if (this.#asked_ms !== null && now_ms - this.#asked_ms > QUIET_MS) {
      socket.close();
      this.#closed(socket, SILENT);
    }
  }

  /** Loads the page again by GET: `reload` might send a form once more. */
  #fetchAnew(): void {
    location.replace(location.pathname + location.search);
  }

  /** Tries at once: the network is back, or somebody looks at the page again. */
  #hurry(): void {
    if (this.#socket || !this.#url) return;
    this.#attempt = 0;
    this.#connect();
  }

  #change(link: LinkState, why = ""): void {
    if (link === this.#link && !why) return;
    this.#link = link;
    for (const listener of this.#links) listener(link, why);
  }
}

export const live = new Live();

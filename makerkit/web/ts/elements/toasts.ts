// <mk-toasts>: short messages, read aloud, that pile up to four and can be sent away.

import { h, icon, iconButton } from "../base/dom";
import { define, KitElement } from "../base/element";
import { text } from "../base/text";
import type { Kind } from "../live/exchange";
import { live } from "../live/live";

const MOST = 4;
const STAYS_MS: Record<Kind, number> = { info: 6_000, ok: 5_000, warning: 10_000, error: 0 };
const ICONS: Record<Kind, string> = {
  info: "info",
  ok: "circle-check",
  warning: "triangle-alert",
  error: "octagon-alert",
};

/** Shows what `live.say` and the server say; errors stay until they are sent away. */
export class MkToasts extends KitElement {
  #polite = h("div", { class: "toast-pile", role: "status", "aria-live": "polite" });
  #urgent = h("div", { class: "toast-pile", role: "alert", "aria-live": "assertive" });

  #all: HTMLElement[] = [];

  protected override build(): void {
    this.append(this.#urgent, this.#polite);
    live.onSay((words, kind) => this.say(words, kind));
  }

  /** Shows a message; the same one again counts up instead of piling up. */
  say(words: string, kind: Kind): void {
    const same = [...this.querySelectorAll<HTMLElement>(".toast")].find(
      (toast) => toast.dataset["words"] === words && toast.dataset["kind"] === kind,
    );
    if (same) {
      this.#again(same);
      return;
    }
    const toast = this.#make(words, kind);
    (kind === "error" ? this.#urgent : this.#polite).append(toast);
    this.#all.push(toast);
    this.#leaveLater(toast, STAYS_MS[kind]);
    this.#limit();
  }

  #make(words: string, kind: Kind): HTMLElement {
    const away = iconButton("x", text("Dismiss"));
    const count = h("bdi", { class: "toast-count", dir: "ltr", hidden: true });
    const toast = h("div", { class: `toast ${kind}` }, icon(ICONS[kind]), h("p", {}, words), count, away);
    toast.dataset["words"] = words;
    toast.dataset["kind"] = kind;
    away.addEventListener("click", () => toast.remove());
    return toast;
  }

  #again(toast: HTMLElement): void {
    const count = toast.querySelector<HTMLElement>(".toast-count");
    if (!count) return;
    const times = Number(toast.dataset["times"] ?? 1) + 1;
    toast.dataset["times"] = String(times);
    count.hidden = false;
    count.textContent = `×${times}`;
  }

  /** Counts only while nobody looks at it: who reads slowly rests the pointer on it. */
  #leaveLater(toast: HTMLElement, stays_ms: number): void {
    if (stays_ms === 0) return;
    let timer = 0;
    const start = () => {
      timer = window.setTimeout(() => toast.remove(), stays_ms);
    };
    for (const event of ["pointerenter", "focusin"]) toast.addEventListener(event, () => clearTimeout(timer));
    for (const event of ["pointerleave", "focusout"]) toast.addEventListener(event, start);
    start();
  }

  /** Errors stay longest; the newest message always stays. */
  #limit(): void {
    this.#all = this.#all.filter((toast) => toast.isConnected);
    while (this.#all.length > MOST) {
      const old = this.#all.slice(0, -1).find((toast) => toast.dataset["kind"] !== "error") ?? this.#all[0];
      old?.remove();
      this.#all = this.#all.filter((toast) => toast !== old);
    }
  }
}

define("mk-toasts", MkToasts);

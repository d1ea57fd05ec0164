// What every element of the kit has in common: it is built once, shows live state, and sends orders.

import { bind, unbind } from "./bound";

/** What an element asks the server for; live.ts fills in `answer`. */
export interface Order {
  readonly order: string;
  readonly with: Record<string, unknown>;
  /** Without an answer by the server there is no promise: no live link. */
  answer?: Promise<void>;
}

declare global {
  interface HTMLElementEventMap {
    "mk-order": CustomEvent<Order>;
  }
}

/**
 * An element of the kit.
 *
 * `from="lamps.door"` names what of the live state it shows, `do="siren"` the order it sends, and
 * `with='{"room": "hall"}'` what goes with each order. `label` is its name for people.
 */
export abstract class KitElement extends HTMLElement {
  #isBuilt = false;
  #life: AbortController | null = null;

  connectedCallback(): void {
    this.#life = new AbortController();
    if (!this.#isBuilt) {
      this.#isBuilt = true;
      this.build();
    }
    this.connected(this.#life.signal);
    if (this.hasAttribute("from")) bind(this);
  }

  disconnectedCallback(): void {
    unbind(this);
    this.#life?.abort();
    this.#life = null;
  }

  /** The path into the live state, as `lamps.door`. */
  get from(): string {
    return this.getAttribute("from") ?? "";
  }

  get label(): string {
    return this.getAttribute("label") ?? "";
  }

  /** Makes what stands inside; called once. */
  protected abstract build(): void;

  /** Starts what ends with `signal`: listeners, sockets. Called each time it enters the page. */
  protected connected(_signal: AbortSignal): void {}

  /** Shows the newest value of `from`; `state` is the whole. */
  show(_value: unknown, _state: unknown): void {}

  /** Tells the page what the person wants; with `do`, the live link sends it. */
  protected act(values: Record<string, unknown>): Promise<void> {
    const order = this.getAttribute("do") ?? "";
    const detail: Order = { order, with: { ...this.#fixed(), ...values } };
    this.dispatchEvent(new CustomEvent("mk-order", { bubbles: true, composed: true, detail }));
    return detail.answer ?? Promise.resolve();
  }

  #fixed(): Record<string, unknown> {
    const given = this.getAttribute("with");
    return given ? (JSON.parse(given) as Record<string, unknown>) : {};
  }

  /** A number from an attribute, or `otherwise`. */
  protected number(name: string, otherwise: number): number {
    const given = Number.parseFloat(this.getAttribute(name) ?? "");
    return Number.isFinite(given) ? given : otherwise;
  }
}

/** Registers an element, unless a script that is loaded twice has done so. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

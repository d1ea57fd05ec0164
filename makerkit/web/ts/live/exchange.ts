// What is said over the live socket, without the socket: numbered orders and their answers.

/** Why an order was not carried out, in words for a person. */
export class Refused extends Error {}

export type Kind = "info" | "ok" | "warning" | "error";

export interface Heard {
  hello?: { version?: string; start?: string };
  state?: unknown;
  say?: { text: string; kind: Kind };
}

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** Keeps account of the orders that have no answer yet. */
export class Exchange {
  #number = 0;
  #waiting = new Map<number, Waiting>();

  /** Returns the text to send for an order, and the promise of its answer. */
  ask(order: string, values: Record<string, unknown>): { message: string; answer: Promise<void> } {
    this.#number += 1;
    const number = this.#number;
    const answer = new Promise<void>((resolve, reject) => this.#waiting.set(number, { resolve, reject }));
    return { message: JSON.stringify({ n: number, do: order, with: values }), answer };
  }

  /** Takes in a message of the server; answers settle their promise, the rest is returned. */
  hear(message: string): Heard {
    const said = asObject(message);
    if (typeof said["done"] === "number") this.#settle(said["done"])?.resolve();
    if (typeof said["refused"] === "number") {
      this.#settle(said["refused"])?.reject(new Refused(String(said["why"] ?? "")));
    }
    const heard: Heard = {};
    if ("state" in said) heard.state = said["state"];
    if (typeof said["say"] === "string") heard.say = { text: said["say"], kind: asKind(said["kind"]) };
    if (isObject(said["hello"])) heard.hello = said["hello"];
    return heard;
  }

  /** Gives up on everything asked: nobody knows whether it was carried out, and nothing is sent again. */
  lose(why: string): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new Refused(why));
    this.#waiting.clear();
  }

  get unanswered(): number {
    return this.#waiting.size;
  }

  #settle(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    return waiting;
  }
}

function asObject(message: string): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(message);
    return isObject(said) ? said : {};
  } catch {
    return {}; // not ours: a proxy's page, perhaps
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asKind(given: unknown): Kind {
  return given === "ok" || given === "warning" || given === "error" ? given : "info";
}

// What the server knows of a tub: small pieces, and the numbers of records in chunks that stay.

import type { Stretch } from "./data_stretches";

export interface Session {
  readonly id: string;
  readonly first: number;
  readonly last: number;
  readonly live: number;
  readonly records: number;
  readonly seconds: number;
  readonly by_person: boolean;
}

export interface Whole {
  readonly end: number;
  readonly live: number;
  readonly marks: Stretch[];
  readonly sessions: Session[];
  readonly names: string[];
}

export type Marked = Pick<Whole, "live" | "marks" | "sessions">;

export interface Lines {
  readonly first: number;
  readonly last: number;
  readonly lines: Record<string, [number[], (number | null)[]]>;
}

export interface Rows {
  readonly first: number;
  readonly values: Record<string, (number | null)[]>;
  readonly t_s: (number | null)[];
  readonly drive: number[];
  readonly is_person: boolean[];
}

const CHUNK = 500;
const MOST_CHUNKS = 40;

/** Asks the server; what goes wrong is an Error with a sentence for a person. */
export class Source {
  #chunks = new Map<number, Promise<Rows>>();

  constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  get<T>(what: string, values: Record<string, string | number> = {}): Promise<T> {
    return told<T>(fetch(this.url(what, values)));
  }

  post<T>(what: string, values: Record<string, string>): Promise<T> {
    const body = new URLSearchParams({ csrf_token: this.token, ...values });
    return told<T>(fetch(this.url(what), { method: "POST", body }));
  }

  url(what: string, values: Record<string, string | number> = {}): string {
    const query = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));
    return `${this.base}/${what}${query.size ? `?${query}` : ""}`;
  }

  /** The numbers around a record; those of a chunk are fetched once. */
  rows(index: number): Promise<Rows> {
    const number = Math.floor(index / CHUNK);
    let found = this.#chunks.get(number);
    if (!found) {
      found = this.get<Rows>("rows.json", { first: number * CHUNK, last: (number + 1) * CHUNK - 1 });
      found.catch(() => this.#chunks.delete(number));
      this.#chunks.set(number, found);
      const oldest = this.#chunks.keys().next().value;
      if (this.#chunks.size > MOST_CHUNKS && oldest !== undefined) this.#chunks.delete(oldest);
    }
    return found;
  }
}

async function told<T>(asked: Promise<Response>): Promise<T> {
  const answer = await asked;
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  const said = isJson ? ((await answer.json()) as T & { error?: string }) : null;
  if (!answer.ok || said === null) throw new Error(said?.error ?? `${answer.status} ${answer.statusText}`);
  return said;
}

// Which elements on the page show something of the live state.

import { at } from "./path";

export interface Bound {
  readonly from: string;
  show(value: unknown, state: unknown): void;
}

const bound = new Set<Bound>();
let newest: unknown;

/** Lets an element see each new state, and the one that is there already. */
export function bind(element: Bound): void {
  bound.add(element);
  if (newest !== undefined) element.show(at(newest, element.from), newest);
}

export function unbind(element: Bound): void {
  bound.delete(element);
}

/** Shows a state everywhere. */
export function showEverywhere(state: unknown): void {
  newest = state;
  for (const element of bound) element.show(at(state, element.from), state);
}

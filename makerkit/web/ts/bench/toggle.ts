// A switch in a list: what the hand has just done counts for a moment more than the bench's older word.

import { freshId, h } from "../base/dom";

/** A door takes half a second to open. */
const SETTLES_MS = 1500;

export interface Toggle {
  readonly element: HTMLElement;
  /** Shows what the bench says. */
  show(isOn: boolean): void;
}

export function toggle(name: string, wants: (isOn: boolean) => void): Toggle {
  const id = freshId("toggle");
  const input = h("input", { type: "checkbox", role: "switch", id });
  let touched_ms = -SETTLES_MS;
  input.addEventListener("change", () => {
    touched_ms = performance.now();
    wants(input.checked);
  });
  return {
    element: h("div", { class: "part-switch" }, h("label", { for: id }, name), input),
    show(isOn) {
      if (input.checked !== isOn && performance.now() - touched_ms > SETTLES_MS) input.checked = isOn;
    },
  };
}

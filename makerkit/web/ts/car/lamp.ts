// The lamp in the bar of every page but the first: how the car is, wherever somebody looks.

import { h, icon } from "../base/dom";
import { live } from "../live/live";
import type { CarState } from "./state";
import { PHASE_ICONS, phaseWords } from "./words";

export function startLamp(lamp: HTMLElement): void {
  live.onState((given) => {
    const { car } = given as unknown as CarState;
    document.body.dataset["phase"] = car.phase;
    if (lamp.dataset["phase"] === car.phase) return;
    lamp.dataset["phase"] = car.phase;
    lamp.hidden = false;
    lamp.replaceChildren(icon(PHASE_ICONS[car.phase]), h("span", {}, phaseWords(car.phase)));
  });
}

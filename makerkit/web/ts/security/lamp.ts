// The lamp in the bar of every page: an alarm is seen wherever somebody is.

import { icon } from "../base/dom";
import { live } from "../live/live";
import type { SecurityState } from "./state";
import { STATE_ICONS, stateWords } from "./words";

/** Shows the state in the bar, on pages other than the first. */
export function startLamp(lamp: HTMLElement): void {
  live.onState((given) => {
    const { alarm } = given as unknown as SecurityState;
    document.body.dataset["alarm"] = alarm.state;
    document.body.dataset["siren"] = alarm.siren;
    if (lamp.dataset["state"] === alarm.state) return;
    lamp.dataset["state"] = alarm.state;
    lamp.hidden = false;
    lamp.replaceChildren(icon(STATE_ICONS[alarm.state]), Object.assign(document.createElement("span"), { textContent: stateWords(alarm.state) }));
  });
}

// The zones: how each is, what alarmed, and what is left out.

import { h, icon } from "../base/dom";
import { text } from "../base/text";
import { live } from "../live/live";
import type { SecurityState, Zone } from "./state";
import { conditionKind, conditionWords, zoneIcon } from "./words";

/** Fills a list; rows stay the same elements, so that a finger and the focus stay where they are. */
export class ZoneList {
  #list: HTMLElement;
  #rows = new Map<string, { row: HTMLElement; written: string }>();
  #mayBypass: boolean;

  constructor(list: HTMLElement) {
    this.#list = list;
    this.#mayBypass = list.dataset["mayBypass"] === "1";
  }

  show(state: SecurityState): void {
    const zones = [...state.zones].sort((a, b) => rank(a) - rank(b));
    const shown = zones.map((zone) => this.#row(zone));
    const isSame = shown.length === this.#list.children.length && shown.every((row, at) => row === this.#list.children[at]);
    if (!isSame && !this.#list.contains(document.activeElement)) this.#list.replaceChildren(...shown);
    else for (const row of shown) if (!row.isConnected) this.#list.append(row);
  }

  #row(zone: Zone): HTMLElement {
    const written = JSON.stringify(zone);
    const known = this.#rows.get(zone.id);
    if (known?.written === written) return known.row;
    const row = known?.row ?? h("li", { class: "zone" });
    const hadFocus = row.contains(document.activeElement);
    row.dataset["zone"] = zone.id;
    row.dataset["condition"] = zone.is_bypassed ? "bypassed" : zone.condition;
    row.replaceChildren(...this.#inside(zone));
    if (hadFocus) row.querySelector("button")?.focus();
    this.#rows.set(zone.id, { row, written });
    return row;
  }

  #inside(zone: Zone): HTMLElement[] {
    const tags = [h("span", { class: `tag tag-${conditionKind(zone.condition)}` }, conditionWords(zone))];
    if (zone.is_bypassed) tags.push(h("span", { class: "tag tag-plain" }, icon("eye-off"), text("left out")));
    if (zone.is_in_memory) tags.push(h("span", { class: "tag tag-error" }, icon("history"), text("has alarmed")));
    if (zone.is_walked) tags.push(h("span", { class: "tag tag-ok" }, icon("check"), text("tested")));
    const words = h("div", { class: "grow" }, h("strong", {}, zone.name), h("div", { class: "zone-tags" }, ...tags));
    const sign = h("span", { class: "zone-sign" }, icon(zoneIcon(zone)));
    return [sign, words, ...(this.#mayBypass && zone.can_bypass ? [this.#bypass(zone)] : [])];
  }

  #bypass(zone: Zone): HTMLButtonElement {
    const words = zone.is_bypassed ? text("Count again") : text("Leave out");
    const button = h("button", { type: "button", class: "button quiet zone-bypass", "aria-label": `${words}: ${zone.name}` }, words);
    button.addEventListener("click", () => {
      live.order("bypass", { zone: zone.id, on: !zone.is_bypassed }).catch((error: unknown) => {
        live.say(error instanceof Error ? error.message : text("Refused."), "error");
      });
    });
    return button;
  }
}

/** What wants to be looked at stands first. */
function rank(zone: Zone): number {
  if (zone.is_in_memory) return 0;
  return { tampered: 1, lost: 2, open: 3, quiet: 4 }[zone.condition];
}

// The first page of the alarm: joins its parts with the live state.

import { h, icon } from "../base/dom";
import { text } from "../base/text";
import { live } from "../live/live";
import { Arming } from "./arming";
import { Hero } from "./hero";
import { startLiveView } from "./live_view";
import { Noise } from "./noise";
import type { Recent, SecurityState } from "./state";
import { ZoneList } from "./zones";

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Starts the first page. */
export function startFront(hero: HTMLElement): void {
  const arm = document.getElementById("arm-card");
  const question = document.getElementById("hurdles") as HTMLDialogElement | null;
  const zones = document.getElementById("zones");
  const sound = document.getElementById("sound") as HTMLButtonElement | null;
  const parts: { show(state: SecurityState): void }[] = [new Hero(hero)];
  if (arm && question) parts.push(new Arming(arm, question));
  if (zones) parts.push(new ZoneList(zones));
  if (sound) parts.push(new Noise(sound));
  const view = document.querySelector(".live");
  if (view) startLiveView(view);
  live.onState((given) => {
    const state = given as unknown as SecurityState;
    for (const part of parts) part.show(state);
    showRest(state);
  });
}

function showRest(state: SecurityState): void {
  hide("keypad-card", state.alarm.state === "disarmed" && state.alarm.siren === "");
  hide("memory", state.memory.length === 0);
  hide("faults", state.faults.length === 0);
  hide("news", state.memory.length + state.faults.length === 0);
  hide("no-recent", state.recent.length > 0);
  hide("no-zones", state.zones.length > 0);
  fill("memory-list", state.memory.map((words) => line("history", words)));
  fill("faults-list", state.faults.map((words) => line("triangle-alert", words)));
  fill("recent", state.recent.map(recentRow));
  showLock(state.alarm.locked_s);
  const sum = document.getElementById("zones-sum");
  const quiet = state.zones.filter((zone) => zone.condition === "quiet").length;
  if (sum) sum.textContent = text("{quiet} of {all} quiet", { quiet, all: state.zones.length });
}

function showLock(locked_s: number): void {
  hide("locked", locked_s <= 0);
  const words = document.querySelector("#locked span");
  if (words) words.textContent = text("Too many wrong codes. The next one is taken in {seconds} s.", { seconds: Math.ceil(locked_s) });
}

function recentRow(row: Recent): HTMLElement {
  const time = h("bdi", { class: "muted small", dir: "ltr" }, CLOCK.format(row.wall_s * 1000));
  return h("li", { class: "journal-row" }, h("span", { class: "grow journal-says" }, row.says), time);
}

function line(name: string, words: string): HTMLElement {
  return h("li", {}, icon(name), h("span", { class: "grow" }, words));
}

/** Lists are replaced only when they differ, so that a screen reader is not told twice. */
function fill(id: string, rows: HTMLElement[]): void {
  const list = document.getElementById(id);
  const written = rows.map((row) => row.textContent).join("\n");
  if (!list || list.dataset["written"] === written) return;
  list.dataset["written"] = written;
  list.replaceChildren(...rows);
}

function hide(id: string, isHidden: boolean): void {
  const element = document.getElementById(id);
  if (element) element.hidden = isHidden;
}

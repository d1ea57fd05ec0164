// What the states, modes and conditions are called, and which icon each has: never colour alone.

import { text } from "../base/text";
import type { AlarmState, Condition, Mode, Zone } from "./state";

export function stateWords(state: AlarmState): string {
  switch (state) {
    case "disarmed":
      return text("Disarmed");
    case "arming":
      return text("Leave now");
    case "armed":
      return text("Armed");
    case "pending":
      return text("Disarm now");
    case "triggered":
      return text("Alarm!");
  }
}

export function modeWords(mode: Mode | ""): string {
  switch (mode) {
    case "away":
      return text("Away");
    case "home":
      return text("At home");
    case "night":
      return text("Night");
    case "vacation":
      return text("Vacation");
    case "custom":
      return text("Own choice");
    case "":
      return "";
  }
}

export const STATE_ICONS: Record<AlarmState, string> = {
  disarmed: "shield-off",
  arming: "timer",
  armed: "shield-check",
  pending: "shield-alert",
  triggered: "siren",
};

/** What a zone's condition is called: a door is open, a motion sensor sees somebody. */
export function conditionWords(zone: Zone): string {
  if (zone.condition === "tampered") return text("tampered with");
  if (zone.condition === "lost") return text("no answer");
  const isOpen = zone.condition === "open";
  switch (zone.kind) {
    case "door":
    case "window":
      return isOpen ? text("open") : text("shut");
    case "motion":
    case "camera":
      return isOpen ? text("motion") : text("quiet");
    default:
      return isOpen ? text("alarm") : text("quiet");
  }
}

const KIND_ICONS: Record<string, readonly [string, string]> = {
  door: ["door-closed", "door-open"],
  window: ["panels-top-left", "panels-top-left"],
  motion: ["footprints", "footprints"],
  camera: ["cctv", "cctv"],
  smoke: ["flame", "flame"],
  water: ["droplets", "droplets"],
  panic: ["hand", "hand"],
  tamper: ["wrench", "wrench"],
};

export function zoneIcon(zone: Zone): string {
  if (zone.condition === "lost") return "unplug";
  if (zone.condition === "tampered") return "wrench";
  const [shut, open] = KIND_ICONS[zone.kind] ?? ["circle-check", "circle-alert"];
  return zone.condition === "open" ? open : shut;
}

export function conditionKind(condition: Condition): string {
  return { quiet: "ok", open: "warning", tampered: "error", lost: "error" }[condition];
}

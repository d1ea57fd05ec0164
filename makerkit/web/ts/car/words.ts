// What the phases of the car and its modes are called, and which icon each has: never colour alone.

import { text } from "../base/text";
import type { CarMode, CarState, Phase } from "./state";

export const PHASE_ICONS: Record<Phase, string> = {
  stopped: "octagon-x",
  off: "power",
  held: "octagon-pause",
  ready: "circle-check",
  drives: "navigation",
};

export function phaseWords(phase: Phase): string {
  switch (phase) {
    case "stopped":
      return text("Emergency stop");
    case "off":
      return text("Motors off");
    case "held":
      return text("It stands");
    case "ready":
      return text("Ready to drive");
    case "drives":
      return text("It drives");
  }
}

export function modeWords(mode: CarMode): string {
  switch (mode) {
    case "manual":
      return text("By hand");
    case "lane":
      return text("Lane");
    case "line":
      return text("Line");
    case "net":
      return text("Net");
    case "cruise":
      return text("Cruise");
  }
}

/** What stands below the large words while nothing holds the car. */
export function drivesWords(state: CarState): string {
  if (state.car.mode !== "manual") return text("Mode: {mode}", { mode: modeWords(state.car.mode) });
  return state.holder ? text("{name} steers.", { name: state.holder.name }) : "";
}

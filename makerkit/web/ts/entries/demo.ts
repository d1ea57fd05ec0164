// The demo page: what its elements do not do by themselves.

import { changeIcon } from "../base/dom";
import { live } from "../live/live";
import type { MkTimeline } from "../elements/timeline";

const ICONS: Record<string, string> = {
  alarm: "siren",
  armed: "shield-check",
  arming: "shield-alert",
  disarmed: "shield",
};

const place = document.getElementById("mode");
const words = JSON.parse(place?.dataset["words"] ?? "{}") as Record<string, string>;
const timeline = document.querySelector<MkTimeline>("mk-timeline");
let shown = "";

live.onState((state) => {
  const mode = String(state["mode"]);
  if (mode === shown || !place) return;
  if (shown) timeline?.addEvent(Number(state["t_s"]), words[mode] ?? mode);
  shown = mode;
  place.dataset["mode"] = mode;
  const sign = place.querySelector("svg");
  if (sign) changeIcon(sign, ICONS[mode] ?? "shield");
  const said = place.querySelector("span");
  if (said) said.textContent = words[mode] ?? mode;
});

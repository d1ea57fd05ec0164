// Somebody on the plan: where they are, which way they look, and where they are being dragged to.

import { svg } from "../base/dom";
import { text } from "../base/text";
import { plain, type Point } from "./plan";
import type { Body } from "./state";

const SIZE_M: Record<string, number> = { cat: 0.2 };

export interface PersonPicture {
  readonly element: SVGGElement;
  readonly at: Point;
  show(body: Body): void;
  /** Marks where the hand wants them to be; null when it has let go. */
  wish(goal: Point | null): void;
}

/** Makes the picture of somebody who has appeared. */
export function person(body: Body): PersonPicture {
  const size = SIZE_M[body.kind] ?? 0.28;
  const nose = svg("path", { d: `M${size * 0.7} ${-size * 0.6} L${size * 1.5} 0 L${size * 0.7} ${size * 0.6} Z`, class: "person-nose" });
  const shape = svg("circle", { r: size, class: "person-body" });
  const turned = svg("g", {}, nose, shape);
  const name = svg("text", { y: -size - 0.14, class: "person-name" });
  name.textContent = plain(body.name);
  const touch = svg("circle", { r: 0.55, class: "plan-touch" });
  const figure = svg("g", {}, touch, turned, name);
  const goal = svg("circle", { r: size, class: "person-goal" });
  goal.style.display = "none";
  const element = svg("g", { class: `person ${body.kind}`, tabindex: 0, role: "button" }, goal, figure);
  element.setAttribute("aria-description", text("Drag, or move with the arrow keys; with Shift further. Delete lets them leave."));
  let at: Point = [body.x_m, body.y_m];
  return {
    element,
    get at() {
      return at;
    },
    show(now) {
      at = [now.x_m, now.y_m];
      figure.setAttribute("transform", `translate(${now.x_m} ${-now.y_m})`);
      turned.setAttribute("transform", `rotate(${(-now.facing_rad * 180) / Math.PI})`);
      element.setAttribute("aria-label", text("{name}, {pose}", { name: plain(now.name), pose: poseOf(now.pose) }));
    },
    wish(point) {
      goal.style.display = point ? "" : "none";
      if (!point) return;
      goal.setAttribute("cx", String(point[0]));
      goal.setAttribute("cy", String(-point[1]));
    },
  };
}

function poseOf(pose: string): string {
  switch (pose) {
    case "walks":
      return text("walks");
    case "sits":
      return text("sits");
    case "lies":
      return text("lies");
    case "crawls":
      return text("crawls");
    default:
      return text("stands");
  }
}

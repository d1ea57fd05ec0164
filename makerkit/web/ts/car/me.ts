// What this page is: a key of its own, by which it knows itself among those that steer.

import { live } from "../live/live";

export const myKey = [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join("");

/** Tells the server what this page is, whenever the link has come up and the page is looked at again. */
export function startIntroduction(): void {
  live.onLink((state) => {
    if (state === "live") introduce();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) introduce();
  });
}

function introduce(): void {
  live.order("here", { device: device(), key: myKey }).catch(() => {}); // again with the next link
}

function device(): string {
  if (!matchMedia("(pointer: coarse)").matches) return "computer";
  return Math.min(screen.width, screen.height) < 600 ? "phone" : "tablet";
}

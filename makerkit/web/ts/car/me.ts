// What this page is: a key of its own, by which it knows itself among those that steer.

import { live } from "../live/live";

export const myKey = [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join("");

const AGAIN_MS = 500;
/** So often in a row it may fail before it is said. */
const SAY_EVERY = 4;
let asked = 0;
let failures = 0;
let awake = false;

/** Tells the server what this page is, whenever the link has come up and the page is looked at again. */
export function startIntroduction(): void {
  live.onLink((state) => {
    if (state === "live") introduce();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) introduce();
  });
}

/** Whether the car knows how the clock of this page stands: before, what it says would count as late. */
export function isAwake(): boolean {
  return awake;
}

/** Says what this page is; what it says after the answer is no older than the question: so the car sets the clock. */
function introduce(): void {
  asked += 1;
  const ask = asked;
  awake = false;
  live
    .order("here", { device: device(), key: myKey, ask })
    .then(() => live.order("awake", { ask }))
    .then(() => {
      awake ||= ask === asked;
      failures = 0;
    })
    .catch((error: Error) => again(ask, error));
}

/** The way was too slow: tries once more, as long as somebody looks. */
function again(ask: number, error: Error): void {
  if (ask !== asked || live.link !== "live" || document.hidden) return; // it is said anew with the next link
  failures += 1;
  if (failures % SAY_EVERY === 0) live.say(error.message, "warning");
  setTimeout(() => ask === asked && introduce(), AGAIN_MS);
}

function device(): string {
  if (!matchMedia("(pointer: coarse)").matches) return "computer";
  return Math.min(screen.width, screen.height) < 600 ? "phone" : "tablet";
}

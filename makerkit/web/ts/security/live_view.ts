// The live view of the first page: one camera at a time, because each costs a place.

import { h } from "../base/dom";
import { keepFresh } from "../base/stills";

/** Lets the tabs below the live view choose a camera. */
export function startLiveView(card: Element): void {
  const tabs = [...card.querySelectorAll<HTMLButtonElement>("button[data-camera]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      for (const other of tabs) other.setAttribute("aria-pressed", String(other === tab));
      card.querySelector("mk-video, .live-still")?.replaceWith(viewOf(tab));
    });
  }
}

function viewOf(tab: HTMLButtonElement): HTMLElement {
  const { camera = "", title = "", live } = tab.dataset;
  if (live === "1") return h("mk-video" as "div", { src: `/video/${camera}`, label: title });
  const image = h("img", { class: "live-still", "data-again": 10, src: `/cameras/${camera}/picture.jpg`, alt: title });
  keepFresh(image);
  return image;
}

// <mk-link>: whether the page is live; a banner says it in words when it is not.

import { changeIcon, h, icon } from "../base/dom";
import { define, KitElement } from "../base/element";
import { text } from "../base/text";
import { type LinkState, live } from "../live/live";

const ICONS: Record<LinkState, string> = {
  off: "unplug",
  connecting: "refresh-cw",
  live: "activity",
  lost: "wifi-off",
};
/** A link that comes back sooner is not worth a banner. */
const PATIENCE_MS = 700;

/** A small lamp in the bar, and the banner below it. */
export class MkLink extends KitElement {
  #icon = icon("unplug");
  #words = h("span", { class: "link-words" });
  #banner = h("div", { class: "link-banner", role: "status", hidden: true });
  #timer = 0;

  protected override build(): void {
    this.append(this.#icon, this.#words);
    this.closest(".bar")?.append(this.#banner);
    live.onLink((state, why) => this.#show(state, why));
  }

  #show(state: LinkState, why: string): void {
    this.setAttribute("state", state);
    document.documentElement.dataset["link"] = state;
    changeIcon(this.#icon, ICONS[state]);
    this.#words.textContent = wordsOf(state);
    clearTimeout(this.#timer);
    if (state === "lost") this.#timer = window.setTimeout(() => this.#tell(why), PATIENCE_MS);
    else this.#banner.hidden = true;
  }

  #tell(why: string): void {
    const words = why || text("The connection is gone. What you see is old. The page tries again by itself.");
    this.#banner.replaceChildren(icon("wifi-off"), h("span", {}, words));
    this.#banner.hidden = false;
  }
}

function wordsOf(state: LinkState): string {
  switch (state) {
    case "off":
      return text("not live");
    case "connecting":
      return text("connecting");
    case "live":
      return text("live");
    case "lost":
      return text("no connection");
  }
}

define("mk-link", MkLink);

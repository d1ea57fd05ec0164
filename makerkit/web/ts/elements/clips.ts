// <mk-clips>: a native player above a list of links to clips; without scripts the links open by themselves.

import { define, KitElement } from "../base/element";

/** Plays the clip that is chosen; its inside (a <video> and links) comes from the template. */
export class MkClips extends KitElement {
  protected override build(): void {}

  protected override connected(signal: AbortSignal): void {
    const video = this.querySelector("video");
    if (!video) return;
    this.addEventListener(
      "click",
      (event) => {
        const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-clip]");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.#play(video, link);
      },
      { signal },
    );
  }

  #play(video: HTMLVideoElement, link: HTMLAnchorElement): void {
    for (const other of this.querySelectorAll("a[data-clip]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    video.src = link.href;
    video.setAttribute("aria-label", link.dataset["clip"] ?? "");
    void video.play().catch(() => {}); // the person presses play: the browser wants that
  }
}

define("mk-clips", MkClips);

// Buttons that have to wait: <button data-wait="90" disabled> counts down and can be pressed then.

import { h } from "./dom";

export function startWaits(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-wait]")) wait(button);
}

function wait(button: HTMLButtonElement): void {
  const end_ms = performance.now() + Number(button.dataset["wait"]) * 1000;
  const left = h("bdi", { dir: "ltr" });
  button.append(left);
  const timer = setInterval(() => {
    const left_s = Math.ceil((end_ms - performance.now()) / 1000);
    left.textContent = `${left_s} s`;
    if (left_s > 0) return;
    clearInterval(timer);
    left.remove();
    button.disabled = false;
    for (const note of document.querySelectorAll<HTMLElement>("[data-while-waiting]")) note.hidden = true;
  }, 250);
}

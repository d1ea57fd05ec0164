// A button that is held as long as the finger stays: pressed and let go like a real one.

/** Calls `press` when a pointer or a key goes down on a button, and `release` when it comes up, once each. */
export function holdable(button: HTMLElement, press: () => void, release: () => void): void {
  let isDown = false;
  const down = () => {
    if (isDown) return;
    isDown = true;
    button.classList.add("held");
    press();
  };
  const up = () => {
    if (!isDown) return;
    isDown = false;
    button.classList.remove("held");
    release();
  };
  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    button.setPointerCapture(event.pointerId);
    down();
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) button.addEventListener(end, up);
  button.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) down();
  });
  button.addEventListener("keyup", (event) => {
    if (event.key === " " || event.key === "Enter") up();
  });
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("click", (event) => {
    if (event.detail !== 0 || isDown) return; // a screen reader clicks without holding
    down();
    setTimeout(up, 200);
  });
}

// Menus are <details class="menu">, which work without any script; this closes them as people expect.

export function startMenus(): void {
  document.addEventListener("click", (event) => closeOthers(event.target as Node));
  document.addEventListener("focusin", (event) => closeOthers(event.target as Node));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}

function open(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
}

function closeOthers(target: Node): void {
  for (const menu of open()) if (!menu.contains(target)) menu.open = false;
}

// Light, dark, or as the system has it; a cookie lets the server draw the next page right from the start.

const YEAR_S = 31_536_000;

/** Lets the buttons with data-theme-choice choose; "" is as the system has it. */
export function startTheme(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("[data-theme-choice]")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      choose(button.dataset["themeChoice"] ?? "");
      mark(buttons);
    });
  }
  mark(buttons);
}

function choose(theme: string): void {
  const root = document.documentElement;
  if (theme) root.dataset["theme"] = theme;
  else delete root.dataset["theme"];
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `mk_theme=${theme}; Path=/; Max-Age=${theme ? YEAR_S : 0}; SameSite=Lax${secure}`;
  dispatchEvent(new Event("mk-theme"));
}

function mark(buttons: HTMLButtonElement[]): void {
  const now = document.documentElement.dataset["theme"] ?? "";
  for (const button of buttons) {
    button.setAttribute("aria-pressed", String((button.dataset["themeChoice"] ?? "") === now));
  }
}

/** Calls back whenever the colours of the page change. */
export function onColours(action: () => void, signal: AbortSignal): void {
  addEventListener("mk-theme", action, { signal });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", action, { signal });
}

/** Returns a colour of the design by its name, as `trace-1`. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

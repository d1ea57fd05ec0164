// <mk-keypad label="Code" do="disarm">: ten digits, wipe, enter; sends {"code": "1234"}.

import { h, icon, iconButton } from "../base/dom";
import { define, KitElement } from "../base/element";
import { text } from "../base/text";
import { digitOf, digitsOf } from "./digits";

const MOST_DIGITS = 12;
const FORGETS_MS = 30_000;

/**
 * A keypad that never shows what was typed, only how much.
 *
 * The keyboard types too while anything in it has the focus; what is typed half is forgotten after half a
 * minute. `min` is how many digits a code has at least.
 */
export class MkKeypad extends KitElement {
  #dots = h("div", { class: "pad-dots", "aria-hidden": "true" });
  #said = h("span", { class: "only-read", role: "status" });
  #enter = h("button", { type: "button", class: "button primary pad-enter" });
  #code = "";
  #timer = 0;

  protected override build(): void {
    const keys = h("div", { class: "pad-keys" });
    for (const digit of "123456789") keys.append(this.#digit(digit));
    keys.append(
      this.#key("delete", text("Wipe the last digit"), () => this.#set(this.#code.slice(0, -1))),
      this.#digit("0"),
      this.#key("x", text("Wipe all"), () => this.#set("")),
    );
    this.#enter.append(icon(this.getAttribute("icon") ?? "check"), this.getAttribute("enter") ?? text("Enter"));
    this.#enter.addEventListener("click", () => void this.#send());
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", this.label || text("Keypad"));
    this.append(this.#dots, this.#said, keys, this.#enter);
    this.#draw();
  }

  #digit(digit: string): HTMLButtonElement {
    const button = h("button", { type: "button", class: "button pad-key" }, h("bdi", { dir: "ltr" }, digit));
    button.addEventListener("click", () => this.#set(this.#code + digit));
    return button;
  }

  #key(name: string, words: string, action: () => void): HTMLButtonElement {
    const button = iconButton(name, words, "quiet pad-key");
    button.addEventListener("click", action);
    return button;
  }

  protected override connected(signal: AbortSignal): void {
    this.addEventListener("keydown", (event) => this.#typed(event), { signal });
    this.addEventListener("paste", (event) => this.#pasted(event), { signal });
    signal.addEventListener("abort", () => this.#set(""));
  }

  #pasted(event: ClipboardEvent): void {
    this.#set(this.#code + digitsOf(event.clipboardData?.getData("text") ?? ""));
  }

  #typed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const digit = digitOf(event.key);
    if (digit) this.#set(this.#code + digit);
    else if (event.key === "Backspace") this.#set(this.#code.slice(0, -1));
    else if (event.key === "Escape") this.#set("");
    else if (event.key === "Enter" && this.#code) void this.#send();
    else return;
    event.preventDefault();
  }

  #set(code: string): void {
    clearTimeout(this.#timer);
    this.#code = code.slice(0, MOST_DIGITS);
    if (this.#code) this.classList.remove("right", "wrong");
    if (this.#code) this.#timer = window.setTimeout(() => this.#set(""), FORGETS_MS);
    this.#draw();
    this.#said.textContent = this.#code ? text("{count} digits", { count: this.#code.length }) : text("empty");
  }

  /** What was typed is gone from the page whatever the answer is. */
  async #send(): Promise<void> {
    const code = this.#code;
    this.#set("");
    try {
      await this.act({ code });
      this.#flash("right");
    } catch {
      this.#flash("wrong");
    }
  }

  #flash(name: string): void {
    this.classList.remove("right", "wrong");
    void this.offsetWidth; // lets the movement begin anew
    this.classList.add(name);
  }

  #draw(): void {
    const places = Math.max(this.number("min", 4), this.#code.length);
    this.#dots.replaceChildren();
    for (let place = 0; place < places; place += 1) {
      this.#dots.append(h("span", { class: place < this.#code.length ? "full" : "" }));
    }
    this.#enter.disabled = this.#code.length < this.number("min", 4);
  }
}

define("mk-keypad", MkKeypad);

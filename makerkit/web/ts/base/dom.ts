// Small tools to make elements without inline markup.

type Child = Node | string | null;
type Attributes = Record<string, string | number | boolean | null>;

/** Makes an element; `true` sets an empty attribute, `false` and `null` leave it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children.filter((child) => child !== null));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Makes an SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Node[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** The sprite stands beside the page's style sheet, whose address has the version in it. */
function sprite(): string {
  return document.body.dataset["icons"] ?? "";
}

/** Makes an icon that screen readers pass over; its name is one of icons.mjs. */
export function icon(name: string, extra = ""): SVGSVGElement {
  const use = svg("use", { href: `${sprite()}#${name}` });
  return svg("svg", { class: `icon ${extra}`.trim(), "aria-hidden": "true", focusable: "false" }, use);
}

/** Shows another icon in an element made by `icon`. */
export function changeIcon(element: SVGSVGElement, name: string): void {
  element.querySelector("use")?.setAttribute("href", `${sprite()}#${name}`);
}

/** Makes a button that shows an icon; its words are for screen readers and for a pointer that rests on it. */
export function iconButton(name: string, words: string, kind = "quiet"): HTMLButtonElement {
  const attributes = { type: "button", class: `button only-icon ${kind}`, "aria-label": words, title: words };
  return h("button", attributes, icon(name));
}

let lastId = 0;

/** Returns an id that nothing on the page has. */
export function freshId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

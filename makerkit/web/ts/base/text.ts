// The words that elements show, in the language of the page.

let translations: Record<string, string> | null = null;

/**
 * Returns a sentence in the language of the page; `{name}` is replaced by a value.
 *
 * Each sentence stands in templates/strings.html too, where the translators' tool finds it.
 */
export function text(english: string, values: Record<string, string | number> = {}): string {
  translations ??= read();
  return fill(translations[english] ?? english, values);
}

function read(): Record<string, string> {
  const script = document.getElementById("mk-strings");
  return script?.textContent ? (JSON.parse(script.textContent) as Record<string, string>) : {};
}

/** Replaces `{name}` in a sentence; a name without a value stays, so that the fault is seen. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

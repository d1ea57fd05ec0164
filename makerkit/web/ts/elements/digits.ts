// Digits as people type them, in any of the course's languages.

const ARABIC = 0x0660; // as in Arabic and Sorani
const PERSIAN = 0x06f0; // what many phones' keyboards send instead

/** Returns the digit 0 to 9 that a key means, or "" if it means none. */
export function digitOf(key: string): string {
  if (/^[0-9]$/.test(key)) return key;
  const code = key.length === 1 ? key.charCodeAt(0) : 0;
  for (const zero of [ARABIC, PERSIAN]) {
    if (code >= zero && code <= zero + 9) return String(code - zero);
  }
  return "";
}

/** Returns the digits in what was pasted; spaces and dashes between them are no matter. */
export function digitsOf(words: string): string {
  return [...words].map(digitOf).join("");
}

// How long to wait before the next attempt to connect.

export const FIRST_MS = 500;
export const LONGEST_MS = 10_000;

/**
 * Returns the pause before an attempt, in milliseconds.
 *
 * It doubles up to ten seconds. A random half of it keeps forty pages from knocking all at once
 * when a server comes back.
 *
 * @param attempt 0 for the first attempt after the connection was lost.
 * @param chance 0 to 1.
 */
export function pauseBefore(attempt: number, chance: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(whole / 2 + (whole / 2) * chance);
}

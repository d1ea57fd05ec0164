// Finding a value in the live state.

/** Returns what stands at a path like `lamps.door`; `.` or an empty path is the whole. */
export function at(state: unknown, path: string): unknown {
  if (path === "" || path === ".") return state;
  let value: unknown = state;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

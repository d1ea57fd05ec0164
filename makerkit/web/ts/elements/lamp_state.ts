// Which lamp a value of the live state lights.

export type Lamp = "off" | "on" | "ok" | "warning" | "error" | "unknown";

const LAMPS: readonly string[] = ["off", "on", "ok", "warning", "error", "unknown"];

/** Returns the lamp for a name, a number, true or false; what says nothing is "unknown", never "off". */
export function lampOf(value: unknown): Lamp {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number" && Number.isFinite(value)) return value > 0 ? "on" : "off";
  return typeof value === "string" && LAMPS.includes(value) ? (value as Lamp) : "unknown";
}

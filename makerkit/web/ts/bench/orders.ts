// Sending what a person does at the bench; a refusal is said as a toast.

import { text } from "../base/text";
import { live } from "../live/live";

/** Sends an order, and tells the person if it was refused. */
export async function order(name: string, values: Record<string, unknown>): Promise<void> {
  try {
    await live.order(name, values);
  } catch (error) {
    live.say(error instanceof Error && error.message ? error.message : text("Refused."), "error");
  }
}

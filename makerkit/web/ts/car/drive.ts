// The drive page: joins its parts with the live state.

import type { MkJoystick } from "../elements/joystick";
import { live } from "../live/live";
import { Choices } from "./choices";
import { Dials, showRecent } from "./dials";
import { HaltCard } from "./halt";
import { Sight } from "./sight";
import type { CarState } from "./state";
import { Steering } from "./steering";
import { Wheel } from "./wheel";

/** Starts the drive page. */
export function startDrive(root: HTMLElement): void {
  const steering = new Steering(the<MkJoystick>("stick"));
  const parts: { show(state: CarState): void }[] = [
    new HaltCard(the("halt")),
    new Sight(the("see")),
    steering,
    new Wheel(the("wheel"), steering),
    new Choices(root),
    new Dials(root),
  ];
  live.onState((given) => {
    const state = given as unknown as CarState;
    for (const part of parts) part.show(state);
    showRecent(document.getElementById("recent"), state.recent);
  });
}

function the<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found as T;
}

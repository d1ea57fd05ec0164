// The pages of the security system; each part starts where its place is on the page.

import "../elements/areas";
import "../elements/day";
import { startFront } from "../security/front";
import { startLamp } from "../security/lamp";
import { SightView } from "../security/sight";
import { startStills } from "../base/stills";

const hero = document.getElementById("hero");
if (hero) startFront(hero);
const lamp = document.getElementById("alarm-lamp");
if (lamp && !hero) startLamp(lamp);
const sight = document.getElementById("sight");
if (sight) new SightView(sight);
startStills();

const day = document.getElementById("day-form") as HTMLFormElement | null;
day?.addEventListener("change", () => day.submit());
day?.querySelector<HTMLElement>("[data-needless]")?.setAttribute("hidden", "");

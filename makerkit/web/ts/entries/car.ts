// The pages of the car; each part starts where its place is on the page.

import { startCorners } from "../car/corners";
import { startDrive } from "../car/drive";
import { startLamp } from "../car/lamp";
import { startStills } from "../base/stills";

const drive = document.getElementById("drive");
if (drive) startDrive(drive);
const lamp = document.getElementById("car-lamp");
if (lamp && !drive) startLamp(lamp);
const corners = document.getElementById("corners") as HTMLFormElement | null;
if (corners) startCorners(corners);
startStills();

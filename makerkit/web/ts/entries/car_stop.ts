// The emergency stop, on every page of who is logged in.

import { startIntroduction } from "../car/me";
import { startStop } from "../car/stop";

startStop();
startIntroduction();

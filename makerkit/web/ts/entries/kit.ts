// What every page loads: the elements, the live link, menus and the theme.

import { startMenus } from "../base/menus";
import { startTheme } from "../base/theme";
import { startWaits } from "../base/waits";
import { live } from "../live/live";
import "../elements/button";
import "../elements/clips";
import "../elements/joystick";
import "../elements/keypad";
import "../elements/lamp";
import "../elements/link_lamp";
import "../elements/plot";
import "../elements/slider";
import "../elements/switch";
import "../elements/timeline";
import "../elements/toasts";
import "../elements/value";
import "../elements/video";

startTheme();
startMenus();
startWaits();
const { live: url, version } = document.body.dataset;
if (url) live.start(url, version ?? "");

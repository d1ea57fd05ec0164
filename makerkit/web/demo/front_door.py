"""The front door of the demo: alarm, siren, lamp, a camera that turns. It is given the time."""

import hmac
import math
from typing import Any

from makerkit.web import Args, RefusedError, number_in, switch_in, text_in

CODE = "1234"
ARMING_S = 5.0
DRIVE_SILENCE_S = 0.5
WALK_EVERY_S = 14.0
WALK_S = 6.0
TURN_PER_S = 0.5


class FrontDoor:
    """What the demo shows and lets be changed.

    Attributes:
        mode: disarmed, arming, armed or alarm.
        pan, tilt: where the camera looks, -1 to 1.
        pages, viewers: how many look; whoever serves the page sets them.
    """

    def __init__(self) -> None:
        self.mode = "disarmed"
        self.siren = False
        self.brightness = 0.6
        self.pan = self.tilt = 0.0
        self.pages = self.viewers = 0
        self.has_camera = False
        self._drive = (0.0, 0.0)
        self._driver = 0
        self._driven_s = -math.inf
        self._armed_at_s = math.inf
        self._now_s = 0.0

    def tick(self, now_s: float) -> None:
        """Let time pass."""
        passed_s, self._now_s = min(1.0, max(0.0, now_s - self._now_s)), now_s
        if now_s - self._driven_s > DRIVE_SILENCE_S:
            self._drive = (0.0, 0.0)
        self.pan = _within(self.pan + self._drive[0] * passed_s * TURN_PER_S)
        self.tilt = _within(self.tilt + self._drive[1] * passed_s * TURN_PER_S)
        if self.mode == "arming" and now_s >= self._armed_at_s:
            self.mode = "armed"
        if self.mode == "armed" and self.somebody(now_s) is not None:
            self._alarm()

    def arm(self, now_s: float) -> None:
        """Arm, after time to leave."""
        if self.mode in ("armed", "arming"):
            raise RefusedError("It is armed already.")
        if self.mode == "alarm":
            raise RefusedError("Disarm first: the alarm is on.")
        self.mode, self._armed_at_s = "arming", now_s + ARMING_S

    def disarm(self, args: Args) -> None:
        """Disarm by the code, which silences the siren too."""
        if not hmac.compare_digest(text_in(args, "code", 20).encode(), CODE.encode()):
            raise RefusedError("That is not the code.")
        self.mode, self.siren = "disarmed", False

    def panic(self) -> None:
        """Raise the alarm by hand."""
        self._alarm()

    def switch_siren(self, args: Args) -> None:
        """Switch the siren."""
        self.siren = switch_in(args, "on")

    def set_brightness(self, args: Args) -> None:
        """Set the lamp, 0 to 1."""
        self.brightness = number_in(args, "value", 0, 1)

    def drive(self, args: Args, page: int, now_s: float) -> None:
        """Turn the camera, as long as this page goes on saying so."""
        self._drive = (number_in(args, "x", -1, 1), number_in(args, "y", -1, 1))
        self._driver, self._driven_s = page, now_s

    def page_gone(self, page: int) -> None:
        """Stop what a page has steered: it can no longer."""
        if page == self._driver:
            self._drive, self._driven_s = (0.0, 0.0), -math.inf

    def somebody(self, now_s: float) -> float | None:
        """Return how far somebody has walked by, 0 to 1; None when nobody is there."""
        walked_s = now_s % WALK_EVERY_S
        return walked_s / WALK_S if walked_s < WALK_S else None

    def state(self) -> dict[str, Any]:
        """Return what the page shows."""
        now_s, is_there = self._now_s, self.somebody(self._now_s) is not None
        light = 20 + 70 * self.brightness + 5 * math.sin(now_s)
        distance = 40 + 30 * math.cos(now_s * 0.8) if is_there else 180 + 3 * math.sin(now_s * 5)
        return {
            "t_s": round(now_s, 2),
            "mode": self.mode,
            "lamps": {
                "door": "on" if is_there and self.mode == "disarmed" else "off",
                "motion": "on" if is_there else "off",
                "camera": "ok" if self.has_camera else "error",
                "link": "ok" if int(now_s) % 60 < 55 else "warning",
            },
            "siren": self.siren,
            "brightness": round(self.brightness, 3),
            "drive": {"x": round(self.pan, 3), "y": round(self.tilt, 3)},
            "values": {"light": round(light, 1), "distance": round(distance, 1)},
            "pins": {
                "GPIO17": int(self.siren),
                "GPIO18": int(now_s * 2) % 2,
                "GPIO22": int(is_there),
                "GPIO27": int(self.mode in ("armed", "alarm")),
            },
            "pages": self.pages,
            "viewers": self.viewers,
        }

    def _alarm(self) -> None:
        self.mode, self.siren = "alarm", True


def _within(value: float) -> float:
    return max(-1.0, min(1.0, value))

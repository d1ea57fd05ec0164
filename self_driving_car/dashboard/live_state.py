"""What every open page is told over the live link: the car in words that JSON has."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from makerkit.app.edge import Health, Level
from self_driving_car.control.motion import STANDSTILL
from self_driving_car.perception.seen import Light, Seen, Sign
from self_driving_car.status import Halt, Mode, Status

RECENT_MOST = 12
STILL_M_S = 0.02
QUIET_REASONS = frozenset({"arming"})
"""Not news for the log."""


class LiveState:
    """Keeps what is newest, and makes the state of it.

    Args:
        key_of: what the page of a holder knows itself by.
        clock: monotonic seconds.
        wall: seconds since 1970.
    """

    def __init__(
        self,
        key_of: Callable[[str], str] = lambda _: "",
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._key_of = key_of
        self._clock = clock
        self._wall = wall
        self._recent: deque[dict[str, Any]] = deque(maxlen=RECENT_MOST)
        self._mode: Mode | None = None
        self._reason = ""
        self.health: Sequence[Health] = ()

    @property
    def recent(self) -> list[dict[str, Any]]:
        """What has happened, the newest first."""
        return list(reversed(self._recent))

    def heard(self, status: Status) -> None:
        """Note what has changed: quick, on the driver's thread."""
        reason = status.halt.reason if status.halt is not None else ""
        if reason != self._reason:
            self._reason = reason
            if status.halt is not None and reason not in QUIET_REASONS:
                self._note("halt", status.halt.says)
            elif status.halt is None and status.is_armed:
                self._note("drives", "It drives.")
        if status.mode != self._mode:
            if self._mode is not None:
                self._note("mode", f"Mode: {status.mode.value}.")
            self._mode = status.mode

    def _note(self, kind: str, says: str) -> None:
        self._recent.append({"wall_s": round(self._wall(), 1), "kind": kind, "says": says})

    def state(self, status: Status) -> dict[str, Any]:
        """Return the whole state."""
        return {
            "t_s": round(status.t_s, 3),
            "now_s": round(self._clock(), 3),
            "car": _car(status),
            "holder": self._holder(status.holder),
            "plots": plots(status),
            "stick": _stick(status),
            "seen": _seen(status.seen),
            "recent": self.recent,
            "health": worst(self.health),
        }

    def _holder(self, name: str) -> dict[str, str] | None:
        return {"name": name, "key": self._key_of(name)} if name else None


def phase_of(status: Status) -> str:
    """Return how the car is in one word: stopped, off, held, ready or drives."""
    if status.halt is not None and status.halt.reason.startswith("estop"):
        return "stopped"
    if not status.is_armed:
        return "off"
    if status.halt is not None:
        return "held"
    return "drives" if moves(status) else "ready"


def moves(status: Status) -> bool:
    """Return whether the car moves, or shall."""
    wheels_m_s = max(abs(status.wheels.left_m_s), abs(status.wheels.right_m_s))
    return status.wish != STANDSTILL or wheels_m_s > STILL_M_S


def worst(health: Sequence[Health]) -> str:
    """Return how bad the worst part is."""
    levels = {one.level for one in health}
    for level in (Level.ERROR, Level.WARNING):
        if level in levels:
            return level.value
    return Level.OK.value


def plots(status: Status) -> dict[str, float | None]:
    """Return what the curves show, in units that people read."""
    lane = status.seen.lane if status.seen is not None else None
    wheels_m_s = (status.wheels.left_m_s + status.wheels.right_m_s) / 2
    return {
        "offset_cm": _round(lane.offset_m * 100 if lane else None, 1),  # the car: + to the right
        "heading_deg": _round(lane.heading_rad * -57.29578 if lane else None, 1),  # + to the right
        "bend_per_m": _round(-lane.curvature_per_m if lane else None, 2),  # + to the right
        "confidence": _round(100 * lane.confidence if lane else None, 0),
        "speed_m_s": _round(wheels_m_s, 3),
        "wish_m_s": _round(status.wish.speed_m_s, 3),
        "turn_deg_s": _round(-57.29578 * status.wish.turn_rad_s, 1),  # + to the right, as a stick
        "ahead_cm": _round(status.ahead_m * 100 if status.ahead_m is not None else None, 0),
        "latency_ms": _round(status.latency_s * 1000 if status.latency_s is not None else None, 0),
    }


def _car(status: Status) -> dict[str, Any]:
    return {
        "phase": phase_of(status),
        "mode": status.mode.value,
        "is_armed": status.is_armed,
        "halt": _halt(status.halt),
        "cap_m_s": round(status.speed_cap_m_s, 2),
        "is_recording": status.is_recording,
        "records": status.records,
        "link": status.link,
        "camera": status.camera,
        "battery_v": _round(status.battery_v, 2),
        "way_m": [round(status.x_m, 2), round(status.y_m, 2)],
    }


def _halt(halt: Halt | None) -> dict[str, str] | None:
    if halt is None:
        return None
    return {"reason": halt.reason, "says": halt.says, "way_out": halt.way_out}


def _stick(status: Status) -> dict[str, float]:
    """Return what the car does, as a stick would stand: right and forwards positive."""
    cap_m_s = max(status.speed_cap_m_s, 0.05)
    turn = -status.wish.turn_rad_s / max(abs(status.wish.speed_m_s), 0.2)
    return {"x": _within(turn / 2.5), "y": _within(status.wish.speed_m_s / cap_m_s)}


def _seen(seen: Seen | None) -> dict[str, Any]:
    if seen is None:
        return {"lane": False, "things": []}
    things = [*map(_thing, seen.signs), *map(_thing, seen.lights)]
    return {"lane": seen.lane is not None, "things": things[:4]}


def _thing(thing: Sign | Light) -> dict[str, Any]:
    name = thing.kind.value if isinstance(thing, Sign) else thing.colour.value
    kind = "sign" if isinstance(thing, Sign) else "light"
    return {"kind": kind, "name": name, "distance_m": _round(thing.distance_m, 2)}


def _round(value: float | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)


def _within(value: float) -> float:
    return round(max(-1.0, min(1.0, value)), 3)

"""What every open page is told over the live link: the alarm in words that JSON has."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from makerkit.app.edge import Health, Level
from security_system.alarm.answer import Hurdle
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.states import AlarmState, Condition
from security_system.alarm.view import AlarmView, ZoneView
from security_system.dashboard.needs import Row

PLACE = "page"
RECENT_MOST = 8
QUIET_KINDS = frozenset({Kind.ZONE_CLOSED, Kind.WALK_TESTED, Kind.NODE_TOLD})
"""Not news for the first page; the log has them."""


class LiveState:
    """Keeps what is newest, and makes the state of it.

    Args:
        clock: monotonic seconds.
        wall: seconds since 1970.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time
    ) -> None:
        self._clock = clock
        self._wall = wall
        self._recent: deque[dict[str, Any]] = deque(maxlen=RECENT_MOST)
        self.health: Sequence[Health] = ()

    def begin(self, rows: Sequence[Row], view: AlarmView) -> None:
        """Take up what the journal has from before the start."""
        for row in rows:
            if not is_secret(row):
                says = with_name(row.why, name_of(view, row.zone))
                self._add(row.kind, says, row.wall_s)

    def heard(self, happenings: Sequence[Happening], view: AlarmView) -> None:
        """Note what has happened now; what is silent stays so."""
        for happening in happenings:
            if not happening.is_silent:
                says = with_name(happening.why, name_of(view, happening.zone))
                self._add(happening.kind, says, self._wall())

    def _add(self, kind: str, why: str, wall_s: float) -> None:
        if kind not in QUIET_KINDS and why:
            self._recent.append({"wall_s": round(wall_s, 1), "kind": str(kind), "says": why})

    def state(self, view: AlarmView) -> dict[str, Any]:
        """Return the whole state."""
        return {
            "alarm": self._alarm(view),
            "ready": {
                mode.value: [_hurdle(one) for one in hs] for mode, hs in view.hurdles.items()
            },
            "zones": [_zone(zone) for zone in view.zones.values()],
            "memory": [with_name(one.why, name_of(view, one.name)) for one in view.memory],
            "faults": fault_words(view),
            "recent": list(reversed(self._recent)),
            "health": worst(self.health),
        }

    def _alarm(self, view: AlarmView) -> dict[str, Any]:
        passed_s = max(0.0, self._clock() - view.t_s)
        return {
            "state": view.state.value,
            "mode": view.mode.value if view.mode is not None else "",
            "remaining_s": _left(view.remaining_s if is_delay(view) else None, passed_s),
            "locked_s": _left(view.locked_s.get(PLACE), passed_s) or 0,
            "siren": view.siren.pattern.value if view.siren.is_on else "",
            "reason": _reason(view),
            "is_walk_test": view.is_walk_test,
            "has_chime": view.is_chime_on,
        }


def is_delay(view: AlarmView) -> bool:
    """Return whether an exit or entry delay runs."""
    return view.state in (AlarmState.ARMING, AlarmState.PENDING)


def counts(view: AlarmView) -> bool:
    """Return whether a time runs that pages show: they are told each second then."""
    return is_delay(view) or bool(view.locked_s)


def worst(health: Sequence[Health]) -> str:
    """Return how bad the worst part is."""
    levels = {one.level for one in health}
    for level in (Level.ERROR, Level.WARNING):
        if level in levels:
            return level.value
    return Level.OK.value


def name_of(view: AlarmView, zone: str) -> str:
    """Return what people call a zone; what is no zone keeps its name."""
    found = view.zones.get(zone)
    return found.name if found is not None and found.name else zone


def with_name(why: str, name: str) -> str:
    """Return a sentence that says what it is about: "Back door: Loop 2 is open."."""
    if not why or not name or name.casefold() in why.casefold():
        return why or name
    return f"{name}: {why}"


def fault_words(view: AlarmView) -> list[str]:
    """Return what is not as it should be, each with who it is.

    Zones that are not heard of because their source is lost are explained by that: ten lines of
    them would hide the one that helps.
    """
    lost = {fault.name for fault in view.faults} - set(view.zones)
    return [
        with_name(fault.says, _who(fault.name, view))
        for fault in view.faults
        if not _is_explained(view.zones.get(fault.name), lost)
    ]


def _who(name: str, view: AlarmView) -> str:
    if name in view.zones:
        return name_of(view, name)
    return name.replace(":", " ").capitalize()


def _is_explained(zone: ZoneView | None, lost: set[str]) -> bool:
    if zone is None or zone.condition is not Condition.LOST or zone.is_shut_down:
        return False
    place = zone.source.partition("/")[0]  # of "camera:hall/door": "camera:hall"
    return place in lost or place.partition(":")[0] in lost


def is_secret(row: Row) -> bool:
    """Return whether a row must not be seen in the house: duress, a silent call for help."""
    return row.kind == Kind.DURESS or row.detail.get("is_silent") is True


def _left(remaining_s: float | None, passed_s: float) -> float | None:
    return None if remaining_s is None else round(max(0.0, remaining_s - passed_s), 1)


def _reason(view: AlarmView) -> str:
    """Return why it is as it is: what tripped, or what stands against arming."""
    if view.state in (AlarmState.TRIGGERED, AlarmState.PENDING) and view.memory:
        newest = view.memory[-1]
        return with_name(newest.why, name_of(view, newest.name))
    return ""


def _hurdle(hurdle: Hurdle) -> dict[str, Any]:
    return {"zone": hurdle.zone, "says": hurdle.says, "can_force": hurdle.can_force}


def _zone(zone: ZoneView) -> dict[str, Any]:
    return {
        "id": zone.id,
        "name": zone.name or zone.id,
        "kind": zone.kind.value,
        "condition": zone.condition.value,
        "is_bypassed": zone.is_bypassed or zone.is_shut_down,
        "can_bypass": zone.can_bypass,
        "counts": zone.counts_now,
        "is_in_memory": zone.is_in_memory,
        "is_walked": zone.is_tested,
    }

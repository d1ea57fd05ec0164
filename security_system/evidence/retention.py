"""What goes when there is no room, or its time is up. Pure: given the events, the room, the time.

Order: what was called a false alarm and ordinary clips, the oldest first; then alarms, the oldest
first. Protected events and running ones never go.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from security_system.evidence.event import Event, EventKind, Feedback
from security_system.evidence.settings import RecordingSettings

GB = 1_000_000_000
DAY_S = 86_400.0
CLOCK_WAS_SET_S = 1_704_067_200.0
"""2024-01-01. A Pi without a battery clock begins long before: such a date tells no age."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much room there is.

    Attributes:
        used_bytes: what everything in the clips' folder takes.
        free_bytes: what is free on its disk.
        wanted_bytes: so much more is needed now, such as for a clip that did not fit.
    """

    used_bytes: int
    free_bytes: int
    wanted_bytes: int = 0

    def missing_bytes(self, settings: RecordingSettings) -> int:
        """Return how much has to go; 0 or less when nothing has to."""
        too_much = self.used_bytes + self.wanted_bytes - round(settings.most_gb * GB)
        too_little = round(settings.least_free_gb * GB) + self.wanted_bytes - self.free_bytes
        return max(too_much, too_little)


@dataclass(frozen=True, slots=True)
class Going:
    """An event that has to go, and why, in words."""

    event: Event
    why: str


def to_go(
    events: Iterable[Event],
    room: Room,
    settings: RecordingSettings,
    *,
    wall_s: float | None,
) -> list[Going]:
    """Return what has to go, in this order.

    Args:
        wall_s: Unix time now; None while the clock cannot be believed: then nothing is too old.
    """
    candidates = [event for event in events if not (event.is_protected or event.is_running)]
    going = (
        {} if wall_s is None else {g.event.id: g for g in _too_old(candidates, settings, wall_s)}
    )
    missing = room.missing_bytes(settings) - sum(g.event.size_bytes for g in going.values())
    spare = len(candidates) - len(going) - settings.most_events
    for event in sorted(candidates, key=_turn):
        if missing <= 0 and spare <= 0:
            break
        if event.id not in going:
            going[event.id] = Going(event, _why(missing, settings))
            missing -= event.size_bytes
            spare -= 1
    return list(going.values())


def is_ordinary(event: Event) -> bool:
    """Return whether an event goes before alarms do."""
    return event.kind is not EventKind.ALARM or event.feedback is Feedback.FALSE


def _turn(event: Event) -> tuple[bool, int]:
    return not is_ordinary(event), event.number


def _too_old(
    events: Iterable[Event], settings: RecordingSettings, wall_s: float
) -> Iterator[Going]:
    for event in events:
        days = settings.keep_days if is_ordinary(event) else settings.keep_alarm_days
        age_s = wall_s - event.end_s
        if event.end_s >= CLOCK_WAS_SET_S and age_s > days * DAY_S:
            yield Going(event, f"it is {age_s / DAY_S:.1f} days old, and {days:g} are kept")


def _why(missing: int, settings: RecordingSettings) -> str:
    if missing > 0:
        return f"{missing / 1e6:.1f} MB are missing"
    return f"more than {settings.most_events} events are kept"


class SteadyClock:
    """Says whether the wall clock can be believed: it went along with the monotonic one for long.

    A clock that jumps (set by the network after a start, or wrongly by somebody) must not let
    everything look a year old at once.
    """

    PATIENCE_S = 3600.0
    JUMP_S = 60.0

    def __init__(self) -> None:
        self._offset_s: float | None = None
        self._since_s = 0.0

    def believed_s(self, wall_s: float, now_s: float) -> float | None:
        """Return the wall time, or None while it is not steady yet."""
        offset_s = wall_s - now_s
        if self._offset_s is None or abs(offset_s - self._offset_s) > self.JUMP_S:
            self._since_s = now_s
        self._offset_s = offset_s
        is_steady = now_s - self._since_s >= self.PATIENCE_S and wall_s >= CLOCK_WAS_SET_S
        return wall_s if is_steady else None

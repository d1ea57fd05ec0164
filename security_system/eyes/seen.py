"""What the eyes saw lately and why: so that a false alarm can be understood."""

from collections import deque
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from security_system.evidence.event import Region, regions

if TYPE_CHECKING:
    from security_system.motion.sight import Sight

MOST = 300
EVERY_S = 0.5
"""What goes on unchanged is noted so often."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One sight that was motion, or was held back.

    Attributes:
        wall_s: Unix time.
        boxes: as shares of the picture.
        held: why it was not believed: "light step", ...; "" when it was.
        event: id of the event that was recorded; "" for none.
    """

    wall_s: float
    is_motion: bool
    boxes: tuple[Region, ...]
    score: float
    why: str
    held: str
    areas: tuple[str, ...]
    event: str = ""


class SightBook:
    """The last sights of one camera that mattered. Any thread may ask."""

    def __init__(self, most: int = MOST) -> None:
        self._seen: deque[Seen] = deque(maxlen=most)
        self._lock = Lock()
        self._last: tuple[bool, str] = (False, "")
        self._last_s = 0.0

    def note(self, sight: "Sight", size: tuple[int, int], wall_s: float, event: str) -> None:
        """Note a sight, if it is worth it.

        Args:
            size: width and height of the luma that it speaks of.
        """
        state = (sight.is_motion, sight.held)
        is_news = state != self._last or sight.t_s - self._last_s >= EVERY_S
        self._last = state
        if state == (False, "") or not is_news:
            return
        self._last_s = sight.t_s
        boxes = regions(sight.boxes, size)
        seen = Seen(
            wall_s, sight.is_motion, boxes, sight.score, sight.why, sight.held, sight.areas, event
        )
        with self._lock:
            self._seen.append(seen)

    def newest(self, most: int = MOST) -> list[Seen]:
        """Return the newest sights, the newest first."""
        with self._lock:
            return list(self._seen)[::-1][: max(most, 0)]

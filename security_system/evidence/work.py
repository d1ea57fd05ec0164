"""What the thread `evidence` is asked to do: small notes in one bounded queue."""

import queue
from dataclasses import dataclass

from makerkit.camera.frame import Frame
from makerkit.camera.packets import Packet
from security_system.evidence.event import Region

MOST_WAITING = 900
"""Packets that may wait for a slow card: 90 s of one camera at 10 frames/s."""


@dataclass(frozen=True, slots=True)
class BeginClip:
    """Create the clip of an event that is on the shelf."""

    id: str


@dataclass(frozen=True, slots=True)
class AddPacket:
    """One more picture of its clip."""

    id: str
    packet: Packet


@dataclass(frozen=True, slots=True)
class KeepPicture:
    """Write its snapshot, and the small one for lists."""

    id: str
    frame: Frame
    boxes: tuple[Region, ...]
    score: float


@dataclass(frozen=True, slots=True)
class FlushClip:
    """Bring everything to the disk now: no more pictures come for a while."""

    id: str


@dataclass(frozen=True, slots=True)
class SaveEvent:
    """Write down what is known of it."""

    id: str


@dataclass(frozen=True, slots=True)
class EndClip:
    """The clip is complete."""

    id: str


@dataclass(frozen=True, slots=True)
class Heal:
    """Look at the folder again."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Let go what is too old or too much."""


Work = BeginClip | AddPacket | KeepPicture | FlushClip | SaveEvent | EndClip | Heal | Sweep


class WorkQueue:
    """Gives work to the thread; whoever gives never waits.

    Attributes:
        dropped: packets that came while too many waited.
    """

    def __init__(self) -> None:
        self.dropped = 0
        self._queue: queue.Queue[Work | None] = queue.Queue()

    @property
    def is_full(self) -> bool:
        """Whether packets must be left out: the card is too slow."""
        return self._queue.qsize() >= MOST_WAITING

    def put(self, work: Work) -> None:
        """Give work; packets are bounded by who gives them, other notes are few."""
        self._queue.put(work)

    def end(self) -> None:
        """Let the thread end once everything before is done."""
        self._queue.put(None)

    def take(self, timeout_s: float) -> Work | None:
        """Return the next piece; None means the end.

        Raises:
            queue.Empty: nothing came in time.
        """
        return self._queue.get(timeout=timeout_s)

"""What comes out of a link: messages of the board, and changes of the link itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from makerkit.arduino import message as table
from makerkit.arduino.codec import Bad
from makerkit.messages import Message


class LinkState(Enum):
    """Where a link stands."""

    SEARCHING = "searching"
    """There is no port: nothing is plugged in, or the cable came out."""
    WAITING = "waiting"
    """The port is open; the board has not said who it is."""
    READY = "ready"
    """The board fits: orders are sent."""
    REFUSED = "refused"
    """The board does not fit: nothing is sent."""
    STOPPED = "stopped"
    """Nobody reads."""


@dataclass(frozen=True, slots=True)
class Received:
    """A message of the board.

    Attributes:
        seq: the board's count of its lines, 0 to 255.
        at_s: when its last bytes were read, on the clock of `time.monotonic()`.
    """

    message: table.Message
    seq: int
    at_s: float


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The link changed its state, or learned why it is in it.

    Attributes:
        reason: what is the matter, with an id of the catalogue; None where all is well.
        at_s: when, on the clock of `time.monotonic()`.
    """

    state: LinkState
    reason: Message | None
    at_s: float


Happening = Received | StateChanged
_SAID_ONCE = frozenset({"BOOT", "VALUE", "CONFIG"})
"""What a board says once, without the number of the order that asked for it."""


def is_event(message: table.Message) -> bool:
    """Tell whether the board repeats a message until it is acknowledged."""
    return hasattr(message, "event_id")


def is_kept(message: table.Message) -> bool:
    """Tell whether a message is never dropped in favour of a newer one: an event, or an answer."""
    return is_event(message) or hasattr(message, "order_seq") or message.NAME in _SAID_ONCE


@dataclass(frozen=True, slots=True)
class Statistics:
    """How a link has done since it was started.

    Attributes:
        good: lines that were understood.
        bad: the others, by reason.
        lost: lines of the board that never arrived whole, by the gaps in its count; damaged ones
            are among them. More than 255 in a row, and at a restart, are not seen.
        repeated: events that came again after they had been handed on.
        dropped: telemetry that nobody took out of the full queue.
        sent: lines that were handed to the port.
        unsent: lines that had no room, or whose cable came out before they were written.
        openings: how often the port was opened.
        boots: how often the board started while it was listened to.
        round_trip_s: of the last PING, None before the first PONG.
        longest_round_trip_s: of all.
    """

    good: int = 0
    bad: Mapping[Bad, int] = field(default_factory=dict)
    lost: int = 0
    repeated: int = 0
    dropped: int = 0
    sent: int = 0
    unsent: int = 0
    openings: int = 0
    boots: int = 0
    round_trip_s: float | None = None
    longest_round_trip_s: float | None = None

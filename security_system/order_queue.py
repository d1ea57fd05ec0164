"""What waits for the alarm: bounded, and no disarm is ever lost.

Sensors may storm (a broken detector, a hostile broker), so the queue has an end. When it is full,
news of sensors make room for one another: of each zone remain its oldest sign of trouble and its
newest state, so that a burglary seen in a storm is still seen. What people order is kept.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from makerkit.errors import MakerKitError
from security_system.alarm import AlarmSettings, Answer
from security_system.alarm.happenings import Happening
from security_system.alarm.orders import (
    BatterySeen,
    Condition,
    Disarm,
    Order,
    Panic,
    PowerSeen,
    SourceSeen,
    ZoneSeen,
)

LONGEST = 1000
"""Orders that may wait; at 1 ms each, a second's work."""


class BusyError(MakerKitError, RuntimeError):
    """More orders wait than the alarm can take."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What an edge tells and what follows from it, for one transaction of the journal.

    Attributes:
        happening: is kept as it is: an event of the node, a fault of an edge.
        orders: are taken after it, in this order.
    """

    happening: Happening
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """One entry of the queue.

    Attributes:
        orders: what is asked for, taken in one turn.
        on_stored: called when the journal has it.
        on_answer: called with the answer to the last order.
        tells: happenings that no order causes; they are kept as they are.
        settings: new settings of the alarm, which count from now on.
    """

    orders: tuple[Order, ...] = ()
    on_stored: Callable[[], None] | None = None
    on_answer: Callable[[Answer], None] | None = None
    tells: tuple[Happening, ...] = ()
    settings: AlarmSettings | None = None

    @property
    def order(self) -> Order | None:
        """The only order; None where there are several, or something is told as well."""
        return self.orders[0] if len(self.orders) == 1 and not self.tells else None

    @property
    def is_vital(self) -> bool:
        """Whether it must never be refused."""
        return any(isinstance(order, Disarm | Panic) for order in self.orders)


class OrderQueue:
    """Orders in the order of their arrival; many threads put, one takes."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._longest = longest
        self._waiting: deque[Waiting] = deque()
        self._changed = threading.Condition()
        self._is_woken = False
        self.dropped = 0
        """How many news of sensors made room for others, since the start."""

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, waiting: Waiting) -> None:
        """Add an order; never waits.

        Raises:
            BusyError: the queue is full of what people ordered.
        """
        with self._changed:
            if len(self._waiting) >= self._longest:
                self._make_room(waiting)
            self._waiting.append(waiting)
            self._changed.notify()

    def take(self, timeout_s: float | None) -> Waiting | None:
        """Return the next order; None when none came in time or somebody called `wake`."""
        with self._changed:
            if not self._waiting and not self._is_woken:
                self._changed.wait(timeout_s)
            self._is_woken = False
            return self._waiting.popleft() if self._waiting else None

    def wake(self) -> None:
        """Let `take` return now, or the next one if nobody waits just now."""
        with self._changed:
            self._is_woken = True
            self._changed.notify_all()

    def _make_room(self, waiting: Waiting) -> None:
        """Drop what newer news have made worthless; refuse what must not come in all the same.

        News are let in always: two of each sensor remain, so they have an end of their own.
        """
        gone = set(_superseded(self._waiting))
        self.dropped += len(gone)
        self._waiting = deque(w for i, w in enumerate(self._waiting) if i not in gone)
        is_news = bool(waiting.tells) or any(_sensor_of(order) for order in waiting.orders)
        is_wanted = waiting.is_vital and sum(w.is_vital for w in self._waiting) < self._longest
        if not (gone or is_news or is_wanted):
            raise BusyError(
                f"The alarm is busy: {len(self._waiting)} orders wait. Try again in a second."
            )


def _superseded(waiting: deque[Waiting]) -> list[int]:
    """Return the places of news that newer ones of the same sensor make worthless."""
    newest: dict[str, int] = {}
    trouble: dict[str, int] = {}
    for place, item in enumerate(waiting):
        sensor = _sensor_of(item.order)
        if sensor:
            newest[sensor] = place
            if _is_trouble(item.order):
                trouble.setdefault(sensor, place)
    kept = {*newest.values(), *trouble.values()}
    return [i for i, item in enumerate(waiting) if i not in kept and _sensor_of(item.order)]


def _sensor_of(order: Order | None) -> str:
    """Return whose news these are, or "" for what is no sensor's."""
    match order:
        case ZoneSeen(zone=zone):
            return f"zone {zone}"
        case SourceSeen(source=source):
            return f"source {source}"
        case BatterySeen(source=source):
            return f"battery {source}"
        case PowerSeen():
            return "power"
        case _:
            return ""


def _is_trouble(order: Order | None) -> bool:
    match order:
        case ZoneSeen(condition=condition):
            return condition is not Condition.QUIET
        case SourceSeen(is_there=is_there) | PowerSeen(is_there=is_there):
            return not is_there
        case BatterySeen(is_low=is_low):
            return is_low
        case _:
            return False

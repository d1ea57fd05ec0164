"""What waits for the driver: bounded; orders are never lost, old news make room for new ones."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from makerkit.errors import MakerKitError
from self_driving_car.driver.orders import Answer, Order, Steer, Stop
from self_driving_car.driver.senses import Sense
from self_driving_car.perception.seen import Seen

LONGEST = 256
"""The driver empties it 50 times a second; a board says 80 things in that second."""


class BusyError(MakerKitError, RuntimeError):
    """More orders wait than the driver can take."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order, and who wants to know what comes of it."""

    order: Order
    on_answer: Callable[[Answer], None] | None = None


@dataclass(frozen=True, slots=True)
class Netted:
    """What the trained net makes of the picture that was exposed at `t_s`."""

    angle: float
    throttle: float
    t_s: float


Item = Ordered | Sense | Seen | Netted


class Inbox:
    """Many threads put, one takes.

    Attributes:
        dropped: how many news made room for others, since the start.
    """

    def __init__(self, longest: int = LONGEST) -> None:
        self._longest = longest
        self._waiting: deque[Item] = deque()
        self._changed = threading.Condition()
        self._is_woken = False
        self.dropped = 0

    def put(self, item: Item) -> None:
        """Add something; never waits. A Stop goes before everything else.

        It also counts once more in its turn, so that a Release that was waiting does not lift it.

        Raises:
            BusyError: it is full of orders.
        """
        with self._changed:
            if len(self._waiting) >= self._longest:
                self._make_room(item)
            if isinstance(item, Ordered) and isinstance(item.order, Stop):
                self._waiting.appendleft(item)
                item = Ordered(item.order)  # it is answered once
            self._waiting.append(item)
            self._changed.notify()

    def take_all(self, timeout_s: float) -> list[Item]:
        """Return everything that waits; nothing, when nothing came in time."""
        with self._changed:
            if not self._waiting and not self._is_woken and timeout_s > 0.0:
                self._changed.wait(timeout_s)
            self._is_woken = False
            items = list(self._waiting)
            self._waiting.clear()
            return items

    def wake(self) -> None:
        """Let `take_all` return now."""
        with self._changed:
            self._is_woken = True
            self._changed.notify_all()

    def _make_room(self, item: Item) -> None:
        """Drop the oldest news, or the oldest stick; a Stop always finds a place."""
        for place, old in enumerate(self._waiting):
            if not isinstance(old, Ordered) or isinstance(old.order, Steer):
                del self._waiting[place]
                self.dropped += 1
                return
        if not (isinstance(item, Ordered) and isinstance(item.order, Stop)):
            raise BusyError(f"The car is busy: {len(self._waiting)} orders wait. Try again.")

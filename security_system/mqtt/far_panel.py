"""An outpost's stand-in for the panel: its sensors and eyes post to it as they would to the alarm.

It keeps how each zone is and what has happened and is not acknowledged yet, and shows sirens and
lights what the panel says. It knows nothing of the broker; `outpost_link.py` carries.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from security_system.alarm.answer import Answer
from security_system.alarm.happenings import Happening
from security_system.alarm.orders import BatterySeen, Condition, Order, SourceSeen, ZoneSeen
from security_system.alarm.states import SirenPattern
from security_system.alarm.view import AlarmView, SirenView
from security_system.mqtt.outpost_wire import PanelState
from security_system.order_queue import Noted

WAITING_MAX = 200
LOG = logging.getLogger(__name__)


class Output(Protocol):
    """Something that shows the state of the alarm."""

    def show(self, view: AlarmView) -> None:
        """Show it, and return at once."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What listeners of a panel are told."""

    happenings: tuple[Happening, ...]
    view: AlarmView
    t_s: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has happened and is not acknowledged.

    Attributes:
        at_s: when, on the monotonic clock.
        sent_s: when it was sent last; None if it was not.
    """

    number: int
    order: ZoneSeen
    at_s: float
    sent_s: float | None = None


class FarPanel:
    """Takes what sensors say; any thread may post.

    Args:
        wake: called when there is something to be said.

    Attributes:
        dropped: how many events made room for newer ones.
    """

    def __init__(self, wake: Callable[[], None] = lambda: None) -> None:
        self.wake = wake
        self._lock = threading.Lock()
        self._zones: dict[str, Condition] = {}
        self._lost: set[str] = set()
        self._low: set[str] = set()
        self._waiting: deque[Waiting] = deque()
        self._number = 0
        self._outputs: list[Output] = []
        self._listeners: list[Callable[[Any], None]] = []
        self._siren_until_s = 0.0
        self.dropped = 0
        self.view = AlarmView(t_s=time.monotonic())

    # -- what sensors and eyes see of a panel

    def post(self, order: Order | Noted, on_stored: Callable[[], None] | None = None) -> None:
        """Take what a sensor says; never waits."""
        orders = order.orders if isinstance(order, Noted) else (order,)
        with self._lock:
            for each in orders:
                self._take(each)
        if on_stored is not None:
            on_stored()
        self.wake()

    def ask(self, order: Order, timeout_s: float = 5.0) -> Answer:
        """Refuse: an outpost decides nothing."""
        del order, timeout_s
        return Answer(is_done=False, says="This is an outpost: give orders at the panel.")

    def tell(self, *happenings: Happening) -> None:
        """Log what happens to the parts here."""
        for happening in happenings:
            LOG.warning("%s: %s", happening.source or happening.kind, happening.why)

    def listen(self, listener: Callable[[Any], None]) -> None:
        """Have a function called when the panel says something new."""
        self._listeners = [*self._listeners, listener]

    def add_siren(self, output: Output) -> None:
        """Add what sounds."""
        self._outputs = [*self._outputs, output]

    def add_output(self, output: Output) -> None:
        """Add what shows the state."""
        self._outputs = [*self._outputs, output]

    # -- what the link sees of it

    def zones(self) -> dict[str, Condition]:
        """Return how each zone is that has ever been heard of."""
        with self._lock:
            return dict(self._zones)

    def low_batteries(self) -> tuple[str, ...]:
        """Return whose battery is low."""
        with self._lock:
            return tuple(sorted(self._low))

    def lost_sources(self) -> tuple[str, ...]:
        """Return who does not answer here."""
        with self._lock:
            return tuple(sorted(self._lost))

    def to_send(self, now_s: float, again_after_s: float) -> list[Waiting]:
        """Return what is to be sent now, in order, and note that it is."""
        with self._lock:
            due = [
                each
                for each in self._waiting
                if each.sent_s is None or now_s - each.sent_s >= again_after_s
            ]
            self._waiting = deque(
                replace(each, sent_s=now_s) if each in due else each for each in self._waiting
            )
        return due

    def send_all_again(self) -> None:
        """Have everything sent again that is not acknowledged."""
        with self._lock:
            self._waiting = deque(replace(each, sent_s=None) for each in self._waiting)

    def acknowledged(self, number: int) -> None:
        """Forget an event: the panel has stored it."""
        with self._lock:
            self._waiting = deque(each for each in self._waiting if each.number != number)

    @property
    def waiting(self) -> int:
        """Return how many events are not acknowledged."""
        return len(self._waiting)

    def hear(self, said: PanelState, now_s: float) -> None:
        """Show what the panel says."""
        is_on = said.siren is not SirenPattern.NONE and said.siren_s > 0
        self._siren_until_s = now_s + said.siren_s if is_on else now_s
        since_s = self.view.siren.since_s if self.view.siren.is_on else now_s
        siren = SirenView(
            is_on=is_on,
            pattern=said.siren if is_on else SirenPattern.NONE,
            since_s=since_s if is_on else None,
            remaining_s=said.siren_s if is_on else 0.0,
        )
        self._show(replace(self.view, t_s=now_s, state=said.state, mode=said.mode, siren=siren))

    def tick(self, now_s: float) -> None:
        """Silence the siren when its time is over, also when the panel is gone."""
        if self.view.siren.is_on and now_s >= self._siren_until_s:
            self._show(replace(self.view, t_s=now_s, siren=SirenView()))

    def _show(self, view: AlarmView) -> None:
        before, self.view = self.view, view
        if (before.state, before.mode, before.siren.pattern) == (
            view.state,
            view.mode,
            view.siren.pattern,
        ):
            return
        for output in self._outputs:
            output.show(view)
        for listener in self._listeners:
            listener(Turn((), view, view.t_s))

    def _take(self, order: Order) -> None:
        """Note what a sensor says; an outpost takes no other orders."""
        match order:
            case ZoneSeen(zone=zone, condition=condition):
                if self._zones.get(zone) is not condition:
                    self._zones[zone] = condition
                    self._add(order)
            case SourceSeen(source=source, is_there=is_there):
                (self._lost.discard if is_there else self._lost.add)(source)
            case BatterySeen(source=source, is_low=is_low):
                (self._low.add if is_low else self._low.discard)(source)
            case _:
                LOG.debug("An outpost takes no %s.", type(order).__name__)

    def _add(self, order: ZoneSeen) -> None:
        self._number += 1
        self._waiting.append(Waiting(self._number, order, time.monotonic()))
        if len(self._waiting) > WAITING_MAX:
            self._waiting.popleft()
            self.dropped += 1

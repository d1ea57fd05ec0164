"""The control panel: the one thread that owns the alarm, and in which order things happen there.

Each turn: the alarm decides; a siren that begins sounds at once; the journal gets everything in one
transaction; only then is it acknowledged, shown and told. So a burglar hears the siren before a
slow card has written a byte, and a disarm that was answered outlives a power cut.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from security_system.alarm import Alarm, AlarmSettings, AlarmView, Answer
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.orders import Order
from security_system.keeping import Keeping
from security_system.order_queue import Noted, OrderQueue, Waiting
from security_system.scribe import Keeper

LOG = logging.getLogger(__name__)

LONGEST_WAIT_S = 10.0
"""How often the panel looks at the journal that failed, even if nothing happens."""
SHORTEST_WAIT_S = 0.001
"""A deadline that the alarm finds not due yet, for the sake of a rounding, must not spin here."""
STUCK_PAUSE_S = 1.0
"""Between two looks at the time while the alarm fails over it: orders are taken all the same."""
BUSY_LONG_S = 5.0
"""A turn takes milliseconds, and two seconds on a card that hangs."""
END_WITHIN_S = 1.0


class Output(Protocol):
    """Something that shows the alarm's state: a siren, a buzzer, a light."""

    def show(self, view: AlarmView) -> None:
        """Show it, and return at once."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn of the panel brought.

    Attributes:
        happenings: in order; often none.
        view: the alarm as it stands after them.
        t_s: when, on the monotonic clock.
    """

    happenings: tuple[Happening, ...]
    view: AlarmView
    t_s: float


class Panel:
    """Owns the alarm; every thread may post orders to it.

    Args:
        alarm: as it was restored.
        journal: what keeps it over a power cut; None keeps nothing.
    """

    name = "panel"

    def __init__(self, alarm: Alarm, journal: Keeper | None = None) -> None:
        self._alarm = alarm
        self._queue = OrderQueue()
        self._keeping = Keeping(alarm, journal, when_late=self._queue.wake)
        self._sirens: list[Output] = []
        self._outputs: list[Output] = []
        self._listeners: list[Callable[[Turn], None]] = []
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None
        self._view = alarm.view(time.monotonic())
        self._faults = 0
        self._is_stuck = False
        self._busy_since_s: float | None = None

    # -- what others ask of it

    @property
    def view(self) -> AlarmView:
        """The alarm as it stood after the last turn; each turn makes a new one."""
        return self._view

    def post(self, order: Order | Noted, on_stored: Callable[[], None] | None = None) -> None:
        """Hand over an order, from any thread; never waits.

        Args:
            order: what a sensor says or somebody wants; or what is to be kept together with it.
            on_stored: called on the panel's thread once the journal has what came of it.

        Raises:
            BusyError: too many orders wait; a disarm is taken all the same.
        """
        if isinstance(order, Noted):
            self._queue.put(Waiting(order.orders, on_stored, tells=(order.happening,)))
        else:
            self._queue.put(Waiting((order,), on_stored))

    def tell(self, *happenings: Happening) -> None:
        """Have something kept and told that is no matter of the alarm: a fault of an edge."""
        self._queue.put(Waiting(tells=happenings))

    def ask(self, order: Order, timeout_s: float = 5.0) -> Answer:
        """Hand over an order and wait for the answer; a disarm is stored before it is answered.

        Raises:
            BusyError: too many orders wait.
            MakerKitError: no answer came in time.
        """
        answers: list[Answer] = []
        has_come = threading.Event()

        def on_answer(answer: Answer) -> None:
            answers.append(answer)
            has_come.set()

        self._queue.put(Waiting((order,), on_answer=on_answer))
        if not has_come.wait(timeout_s):
            raise MakerKitError(
                f"The alarm gave no answer within {timeout_s:g} s. Is its log full of errors?"
            )
        return answers[0]

    def change(self, settings: AlarmSettings) -> None:
        """Let other settings count from now on, armed or not."""
        self._queue.put(Waiting(settings=settings))

    def listen(self, listener: Callable[[Turn], None]) -> None:
        """Have a function called after each turn, on the panel's thread: it must not wait."""
        self._listeners = [*self._listeners, listener]

    def add_siren(self, output: Output) -> None:
        """Add what must sound at once; it is shown now and every turn, before the journal."""
        self._sirens = [*self._sirens, output]
        self._look()  # it may have to go on with an alarm that a power cut has interrupted

    def add_output(self, output: Output) -> None:
        """Add what shows the state when it is stored."""
        self._outputs = [*self._outputs, output]
        self._look()

    def _look(self) -> None:
        """Take a turn now, if it runs."""
        if self.is_alive:
            self._queue.wake()

    # -- its life

    def start(self) -> None:
        """Begin to take orders."""
        self._ends.clear()
        self._keeping.start()
        self._thread = threading.Thread(target=self._run, name="alarm", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take what waits, then end.

        Raises:
            MakerKitError: the thread did not end.
        """
        self._ends.set()
        self._queue.wake()
        if self._thread is not None and self._thread.ident is not None:
            self._thread.join(END_WITHIN_S)
            if self._thread.is_alive():
                raise MakerKitError(f"The alarm did not end within {END_WITHIN_S:g} s.")
        self._keeping.stop()

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def health(self) -> Health:
        """Return how the panel is."""
        numbers = {"waiting": len(self._queue), "dropped": self._queue.dropped}
        if self._thread is not None and not self.is_alive and not self._ends.is_set():
            return Health(self.name, Level.ERROR, "The alarm's thread has ended.", numbers)
        since_s = self._busy_since_s
        if since_s is not None and time.monotonic() - since_s > BUSY_LONG_S:
            for_s = time.monotonic() - since_s
            says = f"One order has kept it busy for {for_s:.0f} s: does a part of it hang?"
            return Health(self.name, Level.ERROR, says, numbers)
        if self._keeping.is_behind:
            says = "What happens cannot be kept now: the journal cannot be written."
            return Health(self.name, Level.ERROR, says, numbers)
        if self._faults:
            says = f"{self._faults} faults of the program; the log tells more."
            return Health(self.name, Level.WARNING, says, numbers)
        return Health(self.name, Level.OK, "", numbers)

    # -- the thread

    def _run(self) -> None:
        while not self._ends.is_set() or len(self._queue):
            waiting = self._queue.take(self._patience_s())
            self._busy_since_s = time.monotonic()
            self._guarded(self._turn, waiting or Waiting())
            self._busy_since_s = None

    def _patience_s(self) -> float:
        if self._ends.is_set():
            return 0.0
        try:
            deadline_s = self._alarm.next_deadline_s
        except Exception:  # it must not end the thread
            if not self._faults:
                LOG.exception("The alarm cannot say when it wants to be asked again")
            self._faults += 1
            return STUCK_PAUSE_S
        if self._is_stuck:
            return STUCK_PAUSE_S
        if deadline_s is None:
            return LONGEST_WAIT_S
        return min(LONGEST_WAIT_S, max(SHORTEST_WAIT_S, deadline_s - time.monotonic()))

    def _turn(self, waiting: Waiting) -> None:
        now_s = time.monotonic()
        answer, happenings = self._decide(waiting, now_s)
        view = self._alarm.view(now_s)
        if view.siren.is_on:  # before the card: it may be slow
            self._show(self._sirens, view)
        faults, told = self._keeping.keep(happenings, waiting.on_stored)
        happenings += faults
        for on_stored in told:
            self._guarded(on_stored)
        self._view = view
        self._show(self._sirens, view)
        self._show(self._outputs, view)
        if waiting.on_answer is not None:
            self._guarded(waiting.on_answer, answer)
        turn = Turn(tuple(happenings), view, now_s)
        for listener in self._listeners:
            self._guarded(listener, turn)

    def _decide(self, waiting: Waiting, now_s: float) -> tuple[Answer, list[Happening]]:
        """Let the alarm decide; an error in it costs this order, and no other."""
        answer = Answer(is_done=False, says="The alarm failed over this; its log tells more.")
        happenings = [*self._pass_time(now_s), *waiting.tells]
        try:
            if waiting.settings is not None:
                self._alarm.change(waiting.settings)
            for order in waiting.orders:
                answer = self._alarm.take(order, now_s)
                happenings += answer.happenings
        except Exception as error:  # whatever it is: the next order may be the one that matters
            names = ", ".join(type(order).__name__ for order in waiting.orders) or "new settings"
            happenings.append(self._failed(names, error))
        return answer, happenings

    def _pass_time(self, now_s: float) -> Sequence[Happening]:
        """Let time pass; an error in it is told once, and costs no order."""
        was_stuck, self._is_stuck = self._is_stuck, True
        try:
            happenings = self._alarm.tick(now_s, datetime.now())
        except Exception as error:
            return () if was_stuck else (self._failed("the time", error),)
        self._is_stuck = False
        return happenings

    def _failed(self, over: str, error: Exception) -> Happening:
        self._faults += 1
        LOG.exception("The alarm failed over %s", over)
        why = f"The alarm failed over {over}: {type(error).__name__}."
        return Happening(kind=Kind.FAULT, source=self.name, why=why)

    def _show(self, outputs: Sequence[Output], view: AlarmView) -> None:
        for output in outputs:
            self._guarded(output.show, view)

    def _guarded(self, call: Callable[..., None], *args: object) -> None:
        """Call what must not end the alarm if it fails."""
        try:
            call(*args)
        except Exception:
            self._faults += 1
            LOG.exception("%s failed", getattr(call, "__qualname__", call))

"""The thread `car-driver`: gives the driver time, orders, senses and pictures, 50 times a second.

What it decides is handed to whoever obeys (the board). A mistake in the driver stops the car and is
said; it never leaves the last command standing.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from self_driving_car.control.geometry import Move
from self_driving_car.control.motion import WHEELS_STILL
from self_driving_car.driver.driver import Decision, Driver
from self_driving_car.driver.orders import Answer, Order, Stop
from self_driving_car.driver.senses import Sense
from self_driving_car.inbox import Inbox, Item, Netted, Ordered
from self_driving_car.perception.seen import Seen
from self_driving_car.status import Status

LOG = logging.getLogger(__name__)
TICK_S = 0.02
STATUS_EVERY_TICKS = 2
STOP_WITHIN_S = 2.0
ASK_WITHIN_S = 2.0
UNKNOWN_AFTER_S = 0.3
LATE_S = 0.1
"""A tick this late is worth a warning: the computer is too slow, or too busy."""

Obey = Callable[[Decision, float], None]
Listener = Callable[[Status], None]


class Engine:
    """Runs the driver.

    Args:
        driver: decides.
        complete: adds to a status what the driver does not know: the recording.
    """

    def __init__(
        self, driver: Driver, complete: Callable[[Status], Status] = lambda status: status
    ) -> None:
        self.driver = driver
        self._complete = complete
        self._inbox = Inbox()
        self._lock = threading.RLock()  # the eye asks for odometry while the driver decides
        self._obey: list[Obey] = []
        self._listeners: list[Listener] = []
        self._beats: list[Callable[[float], None]] = []
        self._status = Status(t_s=time.monotonic(), halt=driver.status(0.0).halt)
        self._ticks = self._late = 0
        self._fault = ""
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None

    # -- its life

    def start(self) -> None:
        """Begin."""
        self._ends.clear()
        self._thread = threading.Thread(target=self._run, name="car-driver", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop the car, and end.

        Raises:
            MakerKitError: the thread did not end.
        """
        self._ends.set()
        self._inbox.wake()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(STOP_WITHIN_S)
            if self._thread.is_alive():
                raise MakerKitError(f"car-driver did not end within {STOP_WITHIN_S:g} s.")
        self._thread = None

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def health(self) -> Health:
        """Return how the driver is."""
        numbers = {"late_ticks": float(self._late), "dropped": float(self._inbox.dropped)}
        if not self.is_alive:
            return Health("driver", Level.ERROR, "The driver's thread does not run.", numbers)
        if self._fault:
            return Health("driver", Level.ERROR, self._fault, numbers)
        return Health("driver", Level.OK, "", numbers)

    # -- what others call, on whatever thread

    @property
    def status(self) -> Status:
        """How everything is: the newest that was told."""
        return self._status

    def post(self, order: Order, on_answer: Callable[[Answer], None] | None = None) -> None:
        """Hand over an order; never waits.

        Raises:
            BusyError: too many wait; never for a Stop.
        """
        self._inbox.put(Ordered(order, on_answer))

    def ask(self, order: Order, timeout_s: float = ASK_WITHIN_S) -> Answer:
        """Hand over an order and wait for what comes of it."""
        answers: list[Answer] = []
        has_come = threading.Event()

        def on_answer(answer: Answer) -> None:
            answers.append(answer)
            has_come.set()

        self.post(order, on_answer)
        if not has_come.wait(timeout_s):
            return Answer(is_done=False, says=f"The car did not answer within {timeout_s:g} s.")
        return answers[0]

    def tell(self, news: Sense | Seen | Netted) -> None:
        """Hand over what was sensed or seen; never waits."""
        self._inbox.put(news)

    def moved_between(self, from_s: float, to_s: float) -> Move | None:
        """Return how the car moved, by its wheels; None: nobody knows, the board is silent."""
        with self._lock:
            odometry = self.driver.odometry
            if odometry.heard_s is None or to_s - odometry.heard_s > UNKNOWN_AFTER_S:
                return None
            return odometry.moved_between(from_s, to_s)

    def listen(self, listener: Listener) -> None:
        """Have every status told, 25 times a second, on the driver's thread: be quick."""
        self._listeners.append(listener)

    def obey(self, obey: Obey) -> None:
        """Have every decision told."""
        self._obey.append(obey)

    def beat(self, beat: Callable[[float], None]) -> None:
        """Have something called each tick, on the driver's thread."""
        self._beats.append(beat)

    def change(self, change: Callable[[Driver], None]) -> None:
        """Change the driver itself, between two ticks."""
        with self._lock:
            change(self.driver)

    # -- the thread

    def _run(self) -> None:
        next_s = time.monotonic()
        while not self._ends.is_set():
            items = self._inbox.take_all(next_s - time.monotonic())
            now_s = time.monotonic()
            self._guarded(partial(self._take, items, now_s))
            if now_s >= next_s:
                self._late += now_s - next_s > LATE_S
                next_s = max(next_s + TICK_S, now_s)
                self._guarded(partial(self._tick, now_s))
        self._send(Decision(WHEELS_STILL, wants_armed=False), time.monotonic())

    def _guarded(self, do: Callable[[], None]) -> None:
        """Do something; whatever goes wrong in it stops the car."""
        try:
            do()
        except Exception as error:
            LOG.exception("The driver has failed; the car is stopped")
            self._fault = f"The driver has failed: {error!r}. The car was stopped."
            self._send(Decision(WHEELS_STILL, wants_armed=False), time.monotonic())
            with self._lock:
                self.driver.take(Stop("driver"), time.monotonic())

    def _take(self, items: list[Item], now_s: float) -> None:
        answers: list[tuple[Callable[[Answer], None], Answer]] = []
        with self._lock:
            for item in items:
                if isinstance(item, Ordered):
                    answer = self.driver.take(item.order, now_s)
                    if item.on_answer is not None:
                        answers.append((item.on_answer, answer))
                elif isinstance(item, Seen):
                    self.driver.saw(item, now_s)
                elif isinstance(item, Netted):
                    self.driver.piloted(item.angle, item.throttle, item.t_s)
                else:
                    self.driver.sense(item, now_s)
        for on_answer, answer in answers:
            on_answer(answer)

    def _tick(self, now_s: float) -> None:
        for beat in self._beats:
            beat(now_s)
        with self._lock:
            decision = self.driver.tick(now_s)
            status = self._complete(self.driver.status(now_s))
        self._send(decision, now_s)
        self._tell(status)

    def _send(self, decision: Decision, now_s: float) -> None:
        for obey in self._obey:
            try:
                obey(decision, now_s)
            except MakerKitError as error:  # the link was stopped meanwhile
                LOG.warning("A command could not be sent: %s", error)

    def _tell(self, status: Status) -> None:
        before, self._status = self._status, status
        self._ticks += 1
        is_news = (before.halt, before.mode, before.is_armed) != (
            status.halt,
            status.mode,
            status.is_armed,
        )
        if is_news:
            _log(status)
        if is_news or self._ticks % STATUS_EVERY_TICKS == 0:
            for listener in self._listeners:
                listener(status)


def _log(status: Status) -> None:
    """Write a line for each change of what stands in the way."""
    if status.halt is None:
        LOG.info("Mode %s: free to drive.", status.mode.value)
    else:
        halt = status.halt
        LOG.info("Mode %s, %s: %s %s", status.mode.value, halt.reason, halt.says, halt.way_out)


def with_recording(status: Status, *, is_recording: bool, records: int) -> Status:
    """Return a status that also says how the recording stands."""
    return replace(status, is_recording=is_recording, records=records)

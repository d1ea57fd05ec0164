"""The life of an application: it starts, says what is there, runs until it is ended, and stops."""

import logging
import signal
import threading
import time
from _thread import start_new_thread
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self

from makerkit.app.edge import Health, Level
from makerkit.app.edges import Edges
from makerkit.errors import MakerKitError

LOG = logging.getLogger(__name__)
GREET_WITHIN_S = 4.0
"""An Uno that was reset by the opening of its port answers after 2 s."""


class Application(ABC):
    """Edges around a heart of its own, started and stopped as one.

    Args:
        say: told what somebody at the terminal wants to read.

    Attributes:
        edges: the parts around it.
    """

    def __init__(self, say: Callable[[str], None] = LOG.info) -> None:
        self.say = say
        self.edges = Edges()
        self._ends = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @abstractmethod
    def start(self) -> None:
        """Start everything; returns at once."""

    @abstractmethod
    def health(self) -> list[Health]:
        """Return how everything is."""

    @abstractmethod
    def _stops(self) -> Iterable[Callable[[], None]]:
        """Return what stops it, in this order; each is safe to call twice."""

    def _greeting(self) -> Iterable[str]:
        """Return what is said once it runs."""
        return ()

    def stop(self) -> None:
        """Stop everything; safe to call twice. What fails to stop is said, the rest is stopped."""
        self._ends.set()
        for stop in self._stops():
            try:
                stop()
            except MakerKitError as error:
                LOG.error("%s", error)

    def run(self) -> None:
        """Start, wait until somebody calls `end`, and stop."""
        try:
            if not self._ends.is_set():
                self.start()
                self._greet()
            self._ends.wait()
        finally:
            self.stop()

    def end(self) -> None:
        """Let `run` return; may be called from anywhere."""
        self._ends.set()

    def _greet(self) -> None:
        """Say what is there, once the slower parts have had a chance to come."""
        end_s = time.monotonic() + GREET_WITHIN_S
        while time.monotonic() < end_s and any(h.level is Level.ERROR for h in self.health()):
            if self._ends.wait(0.25):
                break
        if not self._ends.is_set():
            for line in self._greeting():
                self.say(line)


def run_to_its_end(make: Callable[[], Application]) -> None:
    """Make an application and run it until `end()`, SIGTERM or Ctrl-C; a second Ctrl-C breaks off.

    A signal is noted and raises nothing: an exception out of nowhere leaves things half started,
    and is lost in libraries that cannot pass it on (pydantic's validators).
    """
    with EndSignals() as signals:
        application = make()
        signals.end(application)
        application.run()
    if signals.came == signal.SIGINT:
        LOG.info("Ended by Ctrl-C.")


class EndSignals:
    """Lets the first SIGINT or SIGTERM end an application; also one that is not made yet.

    Attributes:
        came: the number of the signal, or None.
    """

    def __init__(self) -> None:
        self.came: int | None = None
        self._application: Application | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # Python allows it nowhere else
            for number in (signal.SIGINT, signal.SIGTERM):
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def end(self, application: Application) -> None:
        """End this application by the signal; at once if it has come already."""
        self._application = application
        if self.came is not None:
            application.end()

    def _note(self, number: int, _frame: object) -> None:
        self.came = number
        if number == signal.SIGINT:  # the second breaks off whatever hangs
            signal.signal(number, self._before[number])
        if self._application is not None:  # in a thread: what is interrupted here may hold locks
            start_new_thread(self._application.end, ())

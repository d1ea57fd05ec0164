"""What the program's process tells its parent, and hears from it.

Lines of JSON on a pipe: {"outcome": …} at the end, {"state": …} 30 times a second for the live
view. Where the interpreter itself hangs or crashes, `faulthandler` writes its dump there as well.
"""

import contextlib
import faulthandler
import json
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hardware_mocks.hang_watch import HangWatch
from hardware_mocks.job import ExitCode, Job, Outcome
from hardware_mocks.virtual_time import NS_PER_S, real
from makerkit.errors import BadInputError, NotThereError

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.page_feed import PageFeed

PERIOD_S = 1 / 30
ALIVE_EVERY_S = 0.5
C_CALL_PATIENCE_S = 12.0
"""Seconds of computing for which C code may hold the interpreter before the process is ended."""


class Reporter:
    """Writes to the parent; without one, says on stderr what has to be said."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._lock = real.allocate_lock()
        self._parent = os.getppid()
        if descriptor is not None:
            faulthandler.enable(file=descriptor, all_threads=False)
            self._hang_watch = HangWatch(descriptor, C_CALL_PATIENCE_S)

    def send(self, **message: Any) -> None:
        """Send one line; a parent that has gone hears nothing."""
        if self._descriptor is None:
            return
        line = json.dumps(message, default=str).encode() + b"\n"
        with self._lock, contextlib.suppress(BrokenPipeError):
            while line:
                line = line[os.write(self._descriptor, line) :]

    def end(self, outcome: Outcome) -> None:
        """Say how the run ended."""
        if self._descriptor is not None:
            self.send(outcome=outcome.to_json())
        else:
            for text in (outcome.message, outcome.tip):
                if text:
                    print(text, file=sys.__stderr__)

    def stay_alive(self) -> None:
        """Show that Python still runs: without this for too long, the process is ended.

        Called by a thread in real time. Ends the process when the parent has gone.
        """
        if self._descriptor is not None:
            self._hang_watch.stay_alive()
            if os.getppid() != self._parent:
                os._exit(ExitCode.FAILED)


class Watcher:
    """Shows the bench to the parent and carries out what a person does there."""

    def __init__(self, bench: "Bench", reporter: Reporter, job: Job) -> None:
        self._bench = bench
        self._reporter = reporter
        self._job = job
        self._stopped = real.allocate_lock()
        self._stopped.acquire()
        self._page = None if job.page_fd is None else _page_feed(bench, job.page_fd)

    def start(self) -> None:
        """Start the threads that the job asks for; they live in real time."""
        self._reporter.stay_alive()
        real.start_new_thread(self._stay_alive, ())
        if self._job.watch:
            real.start_new_thread(self._look_around, ())
        if self._job.control_fd is not None:
            real.start_new_thread(self._obey, (self._job.control_fd,))

    def stop(self) -> None:
        """Show the last state and stop."""
        if self._stopped.locked():
            self._stopped.release()
        if self._page is not None:
            self._page.stop()
        if self._job.watch:
            self._show()

    def _stay_alive(self) -> None:
        """Takes no lock of the bench: whoever holds one for long computes, and is not stuck."""
        while not self._stopped.acquire(timeout=ALIVE_EVERY_S):
            self._reporter.stay_alive()
        self._stopped.release()

    def _look_around(self) -> None:
        while not self._stopped.acquire(timeout=PERIOD_S):
            self._show()
        self._stopped.release()

    def _show(self) -> None:
        bench = self._bench
        state = {"t_s": bench.clock.now_ns / NS_PER_S, "parts": bench.snapshot()}
        if self._page is not None:
            state |= self._page.state()
        self._reporter.send(state=state)

    def _obey(self, descriptor: int) -> None:
        with os.fdopen(descriptor, encoding="utf-8") as lines:
            for line in lines:
                order = json.loads(line)
                try:
                    self._carry_out(**order)
                except (BadInputError, NotThereError, TypeError) as error:
                    self._reporter.send(refused=str(error))
        if threading.main_thread().is_alive():
            os._exit(ExitCode.FAILED)  # the parent has gone

    def _carry_out(self, do: str, **how: Any) -> None:
        actions: dict[str, Callable[..., None]] = {
            "press": self._bench.press,
            "hold": self._bench.hold,
            "release": self._bench.release,
            "set": self._bench.set,
            "turn": self._bench.turn,
            **(self._page.orders() if self._page is not None else {}),
        }
        if do not in actions:
            raise BadInputError(f"Nobody can {do!r}; there is: {', '.join(actions)}.")
        part = (how.pop("part"),) if "part" in how else ()
        actions[do](*part, **how)


def _page_feed(bench: "Bench", descriptor: int) -> "PageFeed":
    from hardware_mocks.page_feed import PageFeed  # only where there is a page

    return PageFeed(bench, descriptor)

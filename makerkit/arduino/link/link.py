"""The link to a board: sends and receives messages, and comes back by itself when the cable does.

    with Link(CAR) as link:
        link.send(car.Drv(left_mm_s=100, right_mm_s=100))
        while happening := link.receive(timeout_s=1.0):
            print(happening)

One thread, `arduino-link`, opens the port, reads and writes; the caller only talks to two bounded
queues and never waits for the cable. What bytes mean is decided in `session.py`.
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from makerkit.arduino import message as table
from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.link.application import CAR, NODE, Application
from makerkit.arduino.link.cable import Cable
from makerkit.arduino.link.errors import LinkClosedError, NoAnswerError
from makerkit.arduino.link.events import (
    Happening,
    LinkState,
    Received,
    StateChanged,
    Statistics,
)
from makerkit.arduino.link.session import Session
from makerkit.arduino.link.thread import LinkThread
from makerkit.arduino.messages.link import Boot
from makerkit.arduino.ports import Port

__all__ = ["CAR", "NODE", "Link", "LinkState", "Received", "StateChanged", "Statistics"]


class Link:
    """A link to one board; a context manager that waits for the board to answer.

    Args:
        application: whom to expect.
        port: name of the port, None for the one board that is plugged in.
        boot_timeout_s: how long to wait for the board, which restarts when its port is opened.
        ping_every_s: how often the way is measured, None for never.

    Raises:
        ArduinoError: on entering its `with` block, when the board cannot be used; the message says
            why and what to do. A program that wants to go on without a board calls `start`.
    """

    def __init__(
        self,
        application: Application,
        port: str | None = None,
        *,
        boot_timeout_s: float = 5.0,
        ping_every_s: float | None = 1.0,
    ) -> None:
        self._boot_timeout_s = boot_timeout_s
        self._flash_name = application.flash_name
        self._cable = Cable(port)
        self._session = Session(
            application, boot_timeout_s=boot_timeout_s, ping_every_s=ping_every_s
        )
        self._thread = LinkThread(self._cable, self._session)

    def __enter__(self) -> Self:
        self.start()
        try:
            self.wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    # --- its life

    def start(self) -> None:
        """Begin to look for the board, and return at once.

        Raises:
            LinkClosedError: it was stopped before.
        """
        if self._thread.is_stopping:
            raise LinkClosedError
        self._thread.start()

    def wait_until_ready(self, timeout_s: float | None = None) -> Boot:
        """Wait until the board has answered, and return what it says about itself.

        Args:
            timeout_s: None waits until a reason is known: the `boot_timeout_s` and a little.

        Raises:
            ArduinoError: it does not answer, does not fit, or cannot be opened.
        """
        limit_s = 4 * self._boot_timeout_s + 10.0 if timeout_s is None else timeout_s
        with self._thread.changed:
            self._thread.changed.wait_for(self._is_decided, limit_s)
            self._check()
            if self._session.state is LinkState.READY and self._session.boot:
                return self._session.boot
            if self._session.reason is not None:
                raise ArduinoError.saying(self._session.reason)
            raise NoAnswerError(port=self._cable.name, after_s=limit_s, wanted=self._flash_name)

    def stop(self) -> None:
        """End the thread and close the port.

        Raises:
            ThreadStuckError: the thread did not end in time.
        """
        self._thread.stop()

    # --- speaking

    def send(self, message: table.Message) -> int | None:
        """Hand over a message; never waits.

        Returns:
            its sequence number, which a DONE or NAK names; None when it is not sent, because the
            board is not ready or does not take what was sent before.
        """
        with self._thread.lock:
            self._check()
            if self._session.state is not LinkState.READY or not self._thread.outbox.has_room():
                return None
            seq, line = self._session.line(message)
            self._thread.outbox.put(line)
            self._thread.wake()
            return seq

    def acknowledge(self, event: table.Message) -> None:
        """Tell the board that an event is stored: it stops repeating it."""
        with self._thread.lock:
            self.send(self._session.acknowledge(event, time.monotonic()))

    def receive(self, timeout_s: float | None = None) -> Happening | None:
        """Return the oldest message or change of state that was not taken yet.

        Args:
            timeout_s: how long to wait for one; None until there is one.

        Returns:
            None when none came in time, or the link was stopped.

        Raises:
            ArduinoError: the thread has failed.
        """
        ends_s = None if timeout_s is None else time.monotonic() + timeout_s
        while True:
            left_s = None if ends_s is None else max(ends_s - time.monotonic(), 0.0)
            happening = self._thread.inbox.take(left_s if left_s is not None else 1.0)
            if happening is not None:
                return happening
            self._check()
            if self._thread.is_stopping or (left_s is not None and left_s <= 0.0):
                return None

    # --- looking

    @property
    def state(self) -> LinkState:
        """Where the link stands at this moment."""
        if self._thread.is_stopping:
            return LinkState.STOPPED
        return self._session.state

    @property
    def reason(self) -> str:
        """Why it is not ready, in words; "" where all is well."""
        reason = self._session.reason
        return str(ArduinoError.saying(reason)) if reason else ""

    @property
    def port(self) -> Port | None:
        """Where the board was last found."""
        return self._cable.port

    @property
    def boot(self) -> Boot | None:
        """What the board has said about itself since the port was opened."""
        return self._session.boot

    @property
    def statistics(self) -> Statistics:
        """How the link has done since it was started."""
        with self._thread.lock:
            counters, read = self._session.counters, self._session.reader.statistics
            pulse = self._session.pulse
            return Statistics(
                good=read.good,
                bad=dict(read.bad),
                lost=self._session.gaps.lost,
                repeated=counters.repeated,
                dropped=self._thread.inbox.dropped,
                sent=self._thread.sent,
                unsent=self._thread.outbox.unsent,
                openings=self._thread.openings,
                boots=counters.boots,
                round_trip_s=pulse.round_trip_s,
                longest_round_trip_s=pulse.longest_round_trip_s,
            )

    def _is_decided(self) -> bool:
        """Tell whether there is no more to wait for."""
        is_over = self._thread.failure is not None or self._thread.is_stopping
        state, reason = self._session.state, self._session.reason
        return is_over or state is LinkState.READY or reason is not None

    def _check(self) -> None:
        if self._thread.failure is not None:
            raise self._thread.failure
        if not self._thread.is_started:
            raise LinkClosedError

"""The link's one thread, `arduino-link`: opens the port, reads, writes, opens it again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.link.cable import Cable, read_some, wake
from makerkit.arduino.link.errors import ThreadStuckError
from makerkit.arduino.link.events import (
    Happening,
    LinkState,
    Received,
    StateChanged,
    is_event,
)
from makerkit.arduino.link.queues import Inbox, Outbox
from makerkit.arduino.link.session import Session
from makerkit.arduino.link.speeds import find_speed
from makerkit.arduino.ports.open import BAUD

THREAD = "arduino-link"
REOPEN_EVERY_S = 0.5
STOP_TIMEOUT_S = 3.0
INBOX_SIZE, OUTBOX_SIZE = 256, 32


class LinkThread:
    """Moves bytes between a port and a session, and what the session says into the queues.

    Args:
        cable: finds and opens the port.
        session: decides what bytes mean; only touched under `lock`.

    Attributes:
        inbox: what happened.
        outbox: lines to be written.
        lock: over the session and over which port is open.
        changed: told whenever the session was.
        failure: what the thread died of, or None.
        sent: lines that were written.
        openings: how often the port was opened.
    """

    def __init__(self, cable: Cable, session: Session) -> None:
        self.inbox = Inbox(INBOX_SIZE)
        self.outbox = Outbox(OUTBOX_SIZE)
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.failure: BaseException | None = None
        self.sent = self.openings = 0
        self._cable = cable
        self._session = session
        self._open: Any = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_started(self) -> bool:
        """Whether it was ever started."""
        return self._thread is not None

    @property
    def is_stopping(self) -> bool:
        """Whether it was told to end."""
        return self._stopping.is_set()

    def start(self) -> None:
        """Begin, if it has not begun yet."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=THREAD, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End, and close the port.

        Raises:
            ThreadStuckError: the thread did not end in time.
        """
        self._stopping.set()
        self.wake()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(STOP_TIMEOUT_S)
            if self._thread.is_alive():
                raise ThreadStuckError(thread=THREAD, timeout_s=STOP_TIMEOUT_S)
        self.inbox.wake()

    def wake(self) -> None:
        """Let it look into the outbox now."""
        with self.lock:
            wake(self._open)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._open_and_serve()
                self._stopping.wait(REOPEN_EVERY_S)
        except BaseException as error:  # whoever calls gets it
            with self.changed:
                self.failure = error
                self.changed.notify_all()
            self.inbox.wake()
            raise

    def _open_and_serve(self) -> None:
        try:
            port = self._cable.open()
        except ArduinoError as error:
            self._tell(partial(self._session.closed, error.message))
            return
        with self.lock:
            self._open = port
            self.openings += 1
        try:
            self._serve(port)
        except OSError as error:
            lost = self._cable.lost(error, in_mid_line=self._session.is_in_mid_line)
            self._tell(partial(self._session.closed, lost.message))
        finally:
            with self.lock:
                self._open = None
                self.outbox.clear()
            with suppress(OSError):  # it is gone already
                port.close()

    def _serve(self, port: Any) -> None:
        self._tell(partial(self._session.opened, self._cable.name))
        while not self._stopping.is_set():
            data = read_some(port)
            if data:
                self._tell(partial(self._session.received, data))
            self._tell(self._session.tick)
            self._write(port)
            if self._session.garbage is not None:
                garbage = self._session.garbage
                reason = find_speed(port, garbage, baud=BAUD, is_stopped=self._stopping.is_set)
                self._tell(partial(self._session.explained, reason))

    def _write(self, port: Any) -> None:
        lines = self.outbox.take()
        if lines:
            port.write(b"".join(lines))
            self.sent += len(lines)

    def _tell(self, what: Callable[[float], list[Happening]]) -> None:
        """Let the session know something, and hand on what came of it."""
        with self.changed:
            for happening in what(time.monotonic()):
                self._hand_on(happening)
            for line in self._session.take_outgoing():
                self.outbox.put(line)
            self.changed.notify_all()

    def _hand_on(self, happening: Happening) -> None:
        if isinstance(happening, StateChanged) and happening.state is LinkState.WAITING:
            self.outbox.clear()  # orders for a board that has restarted
        is_taken = self.inbox.put(happening)
        if not is_taken and isinstance(happening, Received) and is_event(happening.message):
            self._session.forget(happening.message)  # the board will repeat it

"""The monitor's loop: opens the port again and again, shows what comes, sends what is typed."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from queue import Empty
from typing import Any

from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.link.cable import Cable, read_some
from makerkit.arduino.link.errors import GarbageError
from makerkit.arduino.link.heard import Heard, Verdict
from makerkit.arduino.link.speeds import find_speed
from makerkit.arduino.ports.open import as_os_error
from makerkit.errors import BadInputError
from makerkit.messages import Message
from workshop.monitor.reading import Kind, Reading, Shown
from workshop.monitor.screen import Screen, statistics_line
from workshop.monitor.typing import Typist, what_can_be_typed

REOPEN_EVERY_S = 0.5
ENOUGH_GARBAGE = 64
"""Bytes of nothing readable before other speeds are tried."""
DEAF_S = 2.0
"""A board that restarts hears nothing for 1.6 s; what is typed waits until it says something."""
TELEMETRY_EVERY_S = 0.5
HELP = "/help"


class Monitor:
    """Shows one board until it is interrupted.

    Args:
        port: its name, None for the one board that is plugged in.
        baud: bits per second.
        may_change_speed: whether to go on at another speed where only garbage comes.
        hide: names of messages that are not shown.
        only: names of the only messages that are shown; empty for all.
        every_line: whether telemetry is shown as often as it comes, and not twice a second.
        for_s: how long; None until Ctrl-C.
    """

    def __init__(
        self,
        screen: Screen,
        port: str | None,
        *,
        baud: int,
        may_change_speed: bool = True,
        hide: Collection[str] = (),
        only: Collection[str] = (),
        every_line: bool = True,
        for_s: float | None = None,
    ) -> None:
        self.reading = Reading()
        self._screen = screen
        self._cable = Cable(port, baud=baud)
        self._baud = baud
        self._may_change_speed = may_change_speed
        self._hide, self._only = frozenset(hide), frozenset(only)
        self._every_line = every_line
        self._shown_s: dict[str, float] = {}
        self._typist = Typist()
        self._ends_s = None if for_s is None else time.monotonic() + for_s

    def run(self) -> None:
        """Show the board, over all its unplugging, until the time is up.

        Raises:
            ArduinoError: it was not there at the start, or cannot be opened.
        """
        port = self._cable.open()
        while True:
            self._note(f"Listening to {self._cable.name} at {self._baud} baud. Ctrl-C ends.")
            try:
                self._serve(port)
            except _LostError as error:
                lost = self._cable.lost(error.cause, in_mid_line=False)
                self._note(f"{lost.title} Waiting for it.")
            finally:
                with suppress(OSError):
                    port.close()
            if self._is_over():
                return
            found = self._open_again()
            if found is None:
                return
            port = found
            self.reading.restart()

    def _open_again(self) -> Any | None:
        """Return the port when the board is back; None when the time is up."""
        said = ""
        while not self._is_over():
            try:
                return self._cable.open()
            except ArduinoError as error:
                if error.title != said and said:
                    self._note(error.title)
                said = error.title
            time.sleep(REOPEN_EVERY_S)
            self._screen.refresh("waiting for the board")
        return None

    def _serve(self, port: Any) -> None:
        heard = Heard()
        awake_s = time.monotonic() + DEAF_S
        while not self._is_over():
            with _port_errors():
                data = read_some(port)
            now_s = time.time()
            shown = self.reading.feed(data, now_s) if data else self.reading.idle(now_s)
            self._screen.show([line for line in shown if self._is_wanted(line)])
            awake_s = 0.0 if data else awake_s
            if time.monotonic() >= awake_s:
                self._send_typed(port)
            self._screen.refresh(statistics_line(self.reading))
            heard.add(data)
            if heard.count >= ENOUGH_GARBAGE:
                if heard.verdict is Verdict.GARBAGE and not self.reading.good:
                    self._change_speed(port, heard)
                heard = Heard()

    def _is_wanted(self, line: Shown) -> bool:
        if not line.name:
            return True
        if line.name in self._hide or (self._only and line.name not in self._only):
            return False
        return self._every_line or line.kind is not Kind.TELEMETRY or self._is_due(line)

    def _is_due(self, line: Shown) -> bool:
        """Tell whether telemetry of this name was shown long enough ago."""
        is_due = line.at_s - self._shown_s.get(line.name, 0.0) >= TELEMETRY_EVERY_S
        if is_due:
            self._shown_s[line.name] = line.at_s
        return is_due

    def _change_speed(self, port: Any, heard: Heard) -> None:
        """Say at which speed there is text, and go on with it."""
        if not self._may_change_speed:
            return
        self._may_change_speed = False  # once is enough
        self._note(f"Nothing can be read at {self._baud} baud. Trying other speeds.")
        params = {"port": self._cable.name, "wanted": "car_controller", "heard": heard.sample}
        garbage = Message(GarbageError.id, params)
        with _port_errors():
            reason = find_speed(port, garbage, baud=self._baud, is_stopped=self._is_over)
        fits = reason.params.get("fits")
        if fits is None:
            self._note("At no other speed either. Is GND connected?")
            return
        self._baud = self._cable.baud = fits
        with _port_errors():
            port.baudrate = fits
        self._note(f"At {fits} baud it is text: going on with it. Next time: --baud {fits}")

    def _send_typed(self, port: Any) -> None:
        with suppress(Empty):
            while True:
                self._send(port, self._screen.typed.get_nowait())

    def _send(self, port: Any, text: str) -> None:
        if text.strip() == HELP:
            for form in what_can_be_typed(self.reading.application):
                self._note(form)
            return
        try:
            typed = self._typist.line(
                text, self.reading.application, is_kit=self.reading.speaks_protocol
            )
        except BadInputError as error:
            self._note(str(error))
            return
        with _port_errors():
            port.write(typed.data)
        self._screen.show([Shown(time.time(), Kind.SENT, typed.shown, typed.name)])

    def _note(self, text: str) -> None:
        self._screen.show([Shown(time.time(), Kind.NOTE, text)])

    def _is_over(self) -> bool:
        return self._ends_s is not None and time.monotonic() >= self._ends_s


class _LostError(Exception):
    """The port failed; a pipe that nobody reads any more is another matter."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


@contextmanager
def _port_errors() -> Iterator[None]:
    try:
        with as_os_error():
            yield
    except OSError as error:
        raise _LostError(error) from error


def run_raw(port: str | None, *, baud: int, for_s: float | None, out: Any) -> None:
    """Hand on the bytes as they come, until the time is up or the cable is out.

    Raises:
        ArduinoError: the board is not there, cannot be opened, or was unplugged.
    """
    cable = Cable(port, baud=baud)
    ends_s = None if for_s is None else time.monotonic() + for_s
    with cable.open() as opened:
        while ends_s is None or time.monotonic() < ends_s:
            try:
                data = read_some(opened)
            except OSError as error:
                raise cable.lost(error, in_mid_line=False) from error
            out.write(data)
            out.flush()

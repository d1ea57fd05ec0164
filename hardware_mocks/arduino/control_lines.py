"""The part of a simulated `serial.Serial` that stands beside the data: DTR, RTS and the others.

Opening a port raises DTR, and a program may move it: an Uno restarts each time it is raised.

This module imports pyserial: it is imported when the program does.
"""

from __future__ import annotations

import errno
import os
from typing import Any

import serial
from serial import serialutil

from hardware_mocks.arduino.serial_ports import SerialPort

RealSerial: Any = serial.Serial
BREAK_S = 0.25


class ControlLines(RealSerial):  # type: ignore[misc]  # pyserial has no types
    """A serial port that may be one of the bench's, `_here`; else it is pyserial's own."""

    is_open: bool
    _here: SerialPort | None = None
    _session = 0

    def _update_dtr_state(self) -> None:
        here = self._here
        if here is None:
            super()._update_dtr_state()
            return
        self._alive()
        with here.clock.lock:
            here.set_dtr(self._dtr_state)

    def _update_rts_state(self) -> None:
        if self._here is None:
            super()._update_rts_state()
        else:
            self._alive()  # nothing on an Uno or Nano hangs on RTS

    def _update_break_state(self) -> None:
        if self._here is None:
            super()._update_break_state()
        else:
            self._alive()

    def send_break(self, duration: float = BREAK_S) -> None:
        """Hold the line low; the board takes no notice."""
        if self._here is None:
            super().send_break(duration)
        else:
            self._require_open()
            self._alive(termios_error=True)

    def _modem_line(self, name: str, level: bool) -> bool:
        """Return a line that the board does not have: the USB chip gives the level."""
        if self._here is None:
            return bool(getattr(super(), name))
        self._require_open()
        self._alive()
        return level

    @property
    def cts(self) -> bool:
        """Clear To Send: never raised by these boards."""
        return self._modem_line("cts", level=False)

    @property
    def dsr(self) -> bool:
        """Data Set Ready: never raised by these boards."""
        return self._modem_line("dsr", level=False)

    @property
    def ri(self) -> bool:
        """Ring Indicator: never raised by these boards."""
        return self._modem_line("ri", level=False)

    @property
    def cd(self) -> bool:
        """Carrier Detect: never raised by these boards."""
        return self._modem_line("cd", level=False)

    def fileno(self) -> int:
        """Return the file descriptor; a simulated port has none.

        Raises:
            UnsupportedOperation: it is a simulated port.
        """
        if self._here is not None:
            raise serialutil.io.UnsupportedOperation("fileno")
        return int(super().fileno())

    # -- for the rest of the class

    def _require_open(self) -> None:
        if not self.is_open:
            raise serialutil.PortNotOpenError

    def _alive(self, *, termios_error: bool = False) -> None:
        """Fail as Linux does when the cable of an open port has been pulled out."""
        assert self._here is not None
        if not self._here.is_alive(self._session):
            kind = _termios_error() if termios_error else OSError
            raise kind(errno.EIO, os.strerror(errno.EIO))


def _termios_error() -> type[Exception]:
    try:
        import termios
    except ImportError:  # Windows
        return OSError
    return termios.error

"""`serial.Serial` on the bench: pyserial's own class, whose port may be a simulated one.

A program opens "/dev/ttyACM0" as ever. Where a board of the bench hangs on a port of that name,
everything that would reach the operating system reaches the simulated port instead, with Linux's
errors and pyserial's words for them; the rest of the class is pyserial's. In real time a port that
the bench does not have is the machine's own; in virtual time there is no such port.

This module imports pyserial: it is imported when the program does.
"""

from __future__ import annotations

import errno
import os
from typing import Any

from serial import serialutil

from hardware_mocks.arduino.control_lines import ControlLines
from hardware_mocks.arduino.serial_ports import SerialPort, ports_in_force
from hardware_mocks.clock import VirtualClock
from hardware_mocks.virtual_time import NS_PER_S

NOTHING_THERE = (
    "device reports readiness to read but returned no data "
    "(device disconnected or multiple access on port?)"
)
"""What pyserial says of a port whose cable has been pulled out (serialposix.py)."""


class SimSerial(ControlLines):
    """A serial port that may hang on a board of the bench."""

    _is_cancelled = _is_write_cancelled = False

    # -- opening and closing

    def open(self) -> None:
        """Open the port; a board on it restarts.

        Raises:
            SerialException: there is no such port, or somebody has it for himself.
        """
        if self._port is None:
            raise serialutil.SerialException("Port must be configured before it can be used.")
        if self.is_open:
            raise serialutil.SerialException("Port is already open.")
        ports = ports_in_force()
        here = None if ports is None else ports.find(self._port)
        if here is None:
            if ports is not None and isinstance(ports.clock, VirtualClock):
                self._refuse_to_open(errno.ENOENT)
            self._here = None  # it may have been another port before
            super().open()
            return
        with here.clock.lock:
            self._lock(here)
            self._session = here.open(self._baudrate)
            self._here, self.is_open = here, True
            if not self._dsrdtr and not self._dtr_state:
                here.set_dtr(False)

    def close(self) -> None:
        """Close the port; the last one to do so lets DTR fall."""
        here = self._here
        if here is None:
            super().close()
        elif self.is_open:
            with here.clock.lock:
                self.is_open = False
                here.close(self._session)
                here.news.tell()

    def _lock(self, here: SerialPort) -> None:
        if here.is_locked and self._exclusive:
            raise serialutil.SerialException(
                errno.EAGAIN,
                f"Could not exclusively lock port {self._port}: {_in_words(errno.EAGAIN)}",
            )
        here.is_locked = here.is_locked or bool(self._exclusive)

    def _refuse_to_open(self, number: int) -> None:
        said = f"{_in_words(number)}: {self._port!r}"
        raise serialutil.SerialException(number, f"could not open port {self._port}: {said}")

    def _reconfigure_port(self, force_update: bool = False) -> None:
        here = self._here
        if here is None:
            super()._reconfigure_port(force_update)
        elif self.is_open:
            self._alive()
            here.baud = self._baudrate

    # -- reading

    def read(self, size: int = 1) -> bytes:
        """Read up to `size` bytes, as pyserial does: fewer where the time is up first."""
        here = self._here
        if here is None:
            return bytes(super().read(size))
        self._require_open()
        with here.clock.lock:
            return self._read(here, size)

    def _read(self, here: SerialPort, size: int) -> bytes:
        got = bytearray()
        until_s = None if self._timeout is None else _now_s(here) + self._timeout
        self._is_cancelled = False
        while True:
            if not here.is_alive(self._session):
                raise serialutil.SerialException(NOTHING_THERE)
            got += here.take(size - len(got))
            left_s = None if until_s is None else until_s - _now_s(here)
            if len(got) >= size or self._is_cancelled:
                return bytes(got)
            if left_s is not None and left_s <= 0:
                if not got:
                    here.clock.poll()
                return bytes(got)
            here.news.wait(left_s)
            self._require_open()

    @property
    def in_waiting(self) -> int:
        """How many bytes can be read at once. In virtual time asking is a poll."""
        here = self._here
        if here is None:
            return int(super().in_waiting)
        if not self.is_open:  # what Linux is asked then is the descriptor None
            raise TypeError("argument must be an int, or have a fileno() method.")
        here.clock.poll()
        self._alive()
        return len(here.received)

    def cancel_read(self) -> None:
        """Let a `read` that waits return what it has."""
        if self._here is None:
            super().cancel_read()
        elif self.is_open:
            with self._here.clock.lock:
                self._is_cancelled = True
                self._here.news.tell()

    def reset_input_buffer(self) -> None:
        """Forget what has come."""
        here = self._here
        if here is None:
            super().reset_input_buffer()
            return
        self._require_open()
        self._alive(termios_error=True)
        with here.clock.lock:
            here.received.clear()

    # -- writing

    def write(self, data: Any) -> int:
        """Write bytes; waits only while the output queue is full."""
        here = self._here
        if here is None:
            return int(super().write(data))
        self._require_open()
        with here.clock.lock:
            return self._write(here, bytes(serialutil.to_bytes(data)))

    def _write(self, here: SerialPort, data: bytes) -> int:
        until_s = None if self._write_timeout is None else _now_s(here) + self._write_timeout
        self._is_write_cancelled = False
        done = 0
        while True:
            if not here.is_alive(self._session):
                raise serialutil.SerialException(f"write failed: {_in_words(errno.EIO)}")
            done += here.write(data[done:])
            if done >= len(data) or self._write_timeout == 0 or self._is_write_cancelled:
                return done
            room_s = (here.room_at_ns(1) - here.clock.now_ns) / NS_PER_S
            left_s = room_s if until_s is None else min(room_s, until_s - _now_s(here))
            if left_s <= 0 and until_s is not None and until_s <= _now_s(here):
                raise serialutil.SerialTimeoutException("Write timeout")
            here.news.wait(max(left_s, 1e-9))

    @property
    def out_waiting(self) -> int:
        """How many bytes are written but not yet through the line."""
        if self._here is None:
            return int(super().out_waiting)
        self._here.clock.poll()
        self._alive()
        return self._here.out_waiting

    def flush(self) -> None:
        """Wait until everything written is through the line."""
        here = self._here
        if here is None:
            super().flush()
            return
        self._require_open()
        with here.clock.lock:
            self._alive(termios_error=True)
            while here.is_alive(self._session) and here.drained_ns > here.clock.now_ns:
                here.news.wait((here.drained_ns - here.clock.now_ns) / NS_PER_S)

    def cancel_write(self) -> None:
        """Let a `write` that waits return."""
        if self._here is None:
            super().cancel_write()
        elif self.is_open:
            with self._here.clock.lock:
                self._is_write_cancelled = True
                self._here.news.tell()

    def reset_output_buffer(self) -> None:
        """Forget what is written but not yet on the line."""
        here = self._here
        if here is None:
            super().reset_output_buffer()
            return
        self._require_open()
        self._alive(termios_error=True)
        with here.clock.lock:
            here.drop_outgoing()


SimSerial.__name__ = SimSerial.__qualname__ = "Serial"  # what Python's own messages call it


def _now_s(port: SerialPort) -> float:
    return port.clock.now_ns / NS_PER_S


def _in_words(number: int) -> str:
    return f"[Errno {number}] {os.strerror(number)}"

"""The port of one board, found again after its cable was out, under whatever name it has then."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.link.errors import StuckError, UnpluggedError, UnpluggedInMidLineError
from makerkit.arduino.ports import Port, find_port, list_usb_ports
from makerkit.arduino.ports.open import BAUD, open_port

READ_S = 0.05
"""How long one read waits; a thread that wants to write cancels it."""


class Cable:
    """Opens the port of a board, again and again.

    Args:
        wanted: name of the port, None for the one board that is plugged in.
        baud: bits per second.

    Attributes:
        port: the board's, as it was last found; None before.
        baud: the speed at which it is opened.
    """

    def __init__(self, wanted: str | None = None, *, baud: int = BAUD) -> None:
        self.port: Port | None = None
        self._wanted = wanted
        self.baud = baud

    @property
    def name(self) -> str:
        """What the port is called."""
        return self.port.device if self.port else self._wanted or "the port"

    def open(self) -> Any:
        """Find the board and open its port.

        Raises:
            ArduinoError: it is not there, or cannot be opened.
        """
        self.port = self._find()
        return open_port(self.port.device, baud=self.baud, timeout_s=READ_S)

    def _find(self) -> Port:
        if self.port is not None and self.port.vid is not None:
            again = [port for port in list_usb_ports() if self.port.is_same_board(port)]
            if len(again) == 1:
                return again[0]
        return find_port(self._wanted)

    def lost(self, error: OSError, *, in_mid_line: bool) -> ArduinoError:
        """Return what it means that the port failed while it was open."""
        import serial

        if isinstance(error, serial.SerialTimeoutException):
            return StuckError(port=self.name)
        kind = UnpluggedInMidLineError if in_mid_line else UnpluggedError
        return kind(port=self.name)


def read_some(port: Any) -> bytes:
    """Return what has come in; waits READ_S at most.

    Raises:
        OSError: the port is gone.
    """
    data: bytes = port.read(1)
    return data + port.read(port.in_waiting) if data else data


def wake(port: Any) -> None:
    """Let a read that waits return at once."""
    with suppress(
        OSError, AttributeError, TypeError
    ):  # closed meanwhile: pyserial has no pipe then
        port.cancel_read()

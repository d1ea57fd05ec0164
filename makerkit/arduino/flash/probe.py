"""Finding the boot-loader's speed before avrdude starts: it would try a wrong one for a minute.

The board restarts when its port's DTR line falls. Then its boot-loader listens for about a second,
and answers STK_GET_SYNC (0x30 0x20) with STK_INSYNC STK_OK (0x14 0x10; AVR061, section 4.1).
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from makerkit.arduino.flash.errors import (
    NoBootLoaderError,
    NotRestartedError,
    UnpluggedWhileFlashingError,
)
from makerkit.arduino.ports.open import as_os_error, open_port

GET_SYNC = b"\x30\x20"
IN_SYNC = b"\x14\x10"
NEW_BAUD, OLD_BAUD = 115_200, 57_600
"""Optiboot (Uno, Nanos since 2018), and the boot-loader of older Nanos and most clones."""

_RESET_S = 0.05  # how long DTR is let go: the capacitor at RESET charges in 10 ms
_START_S = 0.1  # the chip's start takes 65 ms
_TRY_EVERY_S = 0.1
_TRIES = 12  # an optiboot listens for 1 s, the old one longer
_SHOWN = 24


@dataclass(frozen=True, slots=True)
class BootLoader:
    """A boot-loader that answered.

    Attributes:
        baud: the speed at which it did.
    """

    baud: int

    @property
    def survives_watchdog(self) -> bool:
        """Whether a board with it starts again after a reset by its watchdog.

        The old one leaves the watchdog on, at 15 ms, and is reset by it again and again.
        """
        return self.baud != OLD_BAUD


def find_boot_loader(device: str, *, speeds: Iterable[int] = (NEW_BAUD, OLD_BAUD)) -> BootLoader:
    """Restart the board and return the boot-loader that answers.

    Args:
        device: name of the port.
        speeds: in the order in which they are tried.

    Raises:
        NoBootLoaderError: none answered at any speed.
        NotRestartedError: the sketch on the board went on talking.
        ArduinoError: the port cannot be opened.
    """
    speeds = tuple(speeds)
    heard = b""
    with open_port(device, baud=speeds[0], timeout_s=_TRY_EVERY_S) as port:
        try:
            with as_os_error():
                for baud in speeds:
                    port.baudrate = baud
                    heard = _knock(port)
                    if IN_SYNC in heard:
                        return BootLoader(baud)
        except OSError as error:
            raise UnpluggedWhileFlashingError(port=device) from error
    if _is_talk(heard):
        raise NotRestartedError(port=device, heard=_shown(heard))
    raise NoBootLoaderError(port=device, speeds=" and ".join(map(str, speeds)))


def _knock(port: Any) -> bytes:
    """Restart the board and ask until it answers; return what was heard."""
    _restart(port)
    heard = b""
    for _ in range(_TRIES):
        port.write(GET_SYNC)
        heard += port.read(max(port.in_waiting, 1)) + port.read(port.in_waiting)
        if IN_SYNC in heard:
            time.sleep(_TRY_EVERY_S)  # answers to what was asked twice must not reach avrdude
            port.reset_input_buffer()
            break
    return heard


def _restart(port: Any) -> None:
    with suppress(OSError):  # a pty has no such lines
        port.dtr = port.rts = False  # some clones have the capacitor at RTS
        time.sleep(_RESET_S)
        port.dtr = port.rts = True
    time.sleep(_START_S)
    port.reset_input_buffer()


def _is_talk(heard: bytes) -> bool:
    """Tell whether it is text that a sketch sends, and not noise."""
    return len(heard) > 8 and sum(
        32 <= byte < 127 or byte in b"\r\n" for byte in heard
    ) > 0.9 * len(heard)


def _shown(heard: bytes) -> str:
    text = heard.decode("ascii", "replace").strip().splitlines()[-1]
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."

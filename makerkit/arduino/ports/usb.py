"""What hangs on USB without a serial port, and why; Linux only, read from /sys.

A board that the system sees on USB but that has no port has lost it to another program (brltty, a
Braille driver, takes CH340 and other serial chips for a Braille display) or has no driver. One that
the system does not see at all hangs on a cable that only charges.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from makerkit.arduino.ports.boards import Board, Fit, board_of

_RULES = ("usr/lib/udev/rules.d", "lib/udev/rules.d", "etc/udev/rules.d")


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """A known board on USB, as /sys shows it.

    Attributes:
        has_port: whether a serial port belongs to it.
    """

    board: Board
    vid: int
    pid: int
    has_port: bool

    @property
    def usb_ids(self) -> str:
        """The ids as they are usually written: "1A86:7523"."""
        return f"{self.vid:04X}:{self.pid:04X}"


def boards_on_usb(root: Path = Path("/")) -> tuple[UsbDevice, ...]:
    """Return the known boards on USB, with or without a port; none where there is no /sys."""
    return tuple(_boards(root / "sys/bus/usb/devices"))


def _boards(folder: Path) -> Iterator[UsbDevice]:
    for device in sorted(folder.glob("*/idVendor")):
        with suppress(OSError, ValueError):
            vid = int(device.read_text(encoding="ascii"), 16)
            pid = int(device.with_name("idProduct").read_text(encoding="ascii"), 16)
            board = board_of(vid, pid)
            if board is not None:
                yield UsbDevice(board, vid, pid, has_port=_has_port(device.parent))


def _has_port(device: Path) -> bool:
    # ttyUSB0 stands in its interface's folder, ttyACM0 one deeper, in "tty"
    return any(device.glob("*/ttyUSB*")) or any(device.glob("*/tty/tty*"))


def without_a_port(root: Path = Path("/")) -> tuple[UsbDevice, ...]:
    """Return the boards that could be used if they had a port."""
    return tuple(
        device
        for device in boards_on_usb(root)
        if not device.has_port and device.board.fit is not Fit.NO
    )


def has_brltty(root: Path = Path("/")) -> bool:
    """Tell whether the Braille driver is installed with the rules by which it takes chips."""
    return any(any((root / folder).glob("*brltty*.rules")) for folder in _RULES)

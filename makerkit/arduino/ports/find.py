"""Finding the board among the serial ports of this computer.

    >>> from makerkit.arduino.ports import find_port
    >>> find_port().device
    '/dev/ttyACM0'

Ports come from pyserial's `list_ports` and nowhere else, so a simulated bench lists its boards here
too. Opening a port restarts an Uno: nothing in this file opens one.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from makerkit.arduino.live_ports import live_ports
from makerkit.arduino.ports.boards import Board, Fit, board_of
from makerkit.arduino.ports.errors import (
    NoBoardError,
    NoSuchPortError,
    OtherChipError,
    SeveralBoardsError,
)

SIMULATED = "simulated board"


@dataclass(frozen=True, slots=True)
class Port:
    """A serial port of this computer.

    Attributes:
        device: what is opened: "/dev/ttyACM0", "/dev/cu.usbmodem14201", "COM3".
        vid: USB vendor id, or None where the port is not on USB.
        pid: USB product id, or None.
        serial_number: what the board calls itself; a CH340 has none.
        location: the socket it is plugged into ("1-1.2"), or "".
        description: the system's words for it.
        is_simulated: whether it is a board of a bench that runs live on this machine.
    """

    device: str
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None
    location: str = ""
    description: str = ""
    is_simulated: bool = False

    @property
    def board(self) -> Board | None:
        """What is plugged in there, as far as its USB ids tell."""
        return board_of(self.vid, self.pid)

    @property
    def fit(self) -> Fit:
        """Whether the kit's firmware may run on it."""
        if self.is_simulated:
            return Fit.YES
        return self.board.fit if self.board else Fit.NO

    @property
    def usb_ids(self) -> str:
        """The ids as they are usually written, "2341:0043", or ""."""
        return "" if self.vid is None or self.pid is None else f"{self.vid:04X}:{self.pid:04X}"

    def __str__(self) -> str:
        about = self.board.name if self.board else self.description or "not known to the kit"
        return f"{self.device} ({about}{', ' if self.usb_ids else ''}{self.usb_ids})"

    def is_same_board(self, other: Port) -> bool:
        """Tell whether the other is probably this board, perhaps under another name.

        A board with a serial number is known by it. One without (CH340) is known by its ids and by
        the socket it is plugged into.
        """
        if (self.vid, self.pid) != (other.vid, other.pid):
            return False
        if self.serial_number or other.serial_number:
            return self.serial_number == other.serial_number
        return self.location == other.location


def list_usb_ports() -> tuple[Port, ...]:
    """Return the ports behind which a USB device is, in the order of their names.

    A Pi's own UART (ttyAMA0, ttyS0), a PC's COM1 and Bluetooth have no USB ids and are left out.
    """
    from serial.tools import list_ports

    found = (_port(info) for info in list_ports.comports())
    return _without_twins(sorted((p for p in found if p.vid is not None), key=_by_number))


def _port(info: Any) -> Port:
    return Port(
        device=info.device,
        vid=info.vid,
        pid=info.pid,
        serial_number=info.serial_number or None,
        location=_socket(info.location or ""),
        description="" if info.description in {None, "n/a"} else info.description,
    )


def _socket(location: str) -> str:
    """Return "1-1.2" for "1-1.2:1.0": which interface it is may change with the driver."""
    return location.partition(":")[0]


def _by_number(port: Port) -> tuple[tuple[str, int], ...]:
    """Sort COM10 behind COM9."""
    return tuple((text, int(digits or 0)) for text, digits in _PIECES.findall(port.device))


_PIECES = re.compile(r"(\D*)(\d*)")


def _without_twins(ports: list[Port]) -> tuple[Port, ...]:
    """Drop the second name of one board: on macOS Apple's and WCH's driver both offer a CH340."""
    wch = {p.device.replace("wchusbserial", "usbserial") for p in ports if "wchusb" in p.device}
    return tuple(port for port in ports if port.device not in wch)


def list_simulated_ports() -> tuple[Port, ...]:
    """Return the boards of benches that run live on this machine (`maker run`)."""
    return tuple(Port(link, description=SIMULATED, is_simulated=True) for link in live_ports())


def find_port(wanted: str | None = None, *, ports: tuple[Port, ...] | None = None) -> Port:
    """Return the port of the one board that is plugged in, or the one that was asked for.

    Where no board is plugged in, a simulated one that runs live is taken.

    Args:
        wanted: name of a port, or any path that leads to one (a link, a pty); None looks for it.
        ports: those that are there; None asks the system.

    Raises:
        NoBoardError: nothing that may be a board is plugged in.
        SeveralBoardsError: more than one is; the message names them.
        OtherChipError: what is plugged in is a board with another chip.
        NoSuchPortError: there is no port of the wanted name.
    """
    there = list_usb_ports() if ports is None else ports
    if wanted:
        return _named(wanted, there)
    fitting = [port for port in there if port.fit is not Fit.NO]
    if len(fitting) > 1:
        raise SeveralBoardsError(there=_lines(fitting), first=fitting[0].device)
    simulated = list_simulated_ports()
    if fitting or len(simulated) == 1:
        return (*fitting, *simulated)[0]
    for port in there:
        if port.board:
            raise OtherChipError(port=port.device, board=port.board.name, to_do=port.board.to_do)
    raise NoBoardError(there=f" There is {_lines(there)}, but no board." if there else "")


def _named(wanted: str, there: tuple[Port, ...]) -> Port:
    for port in there:
        if _same_name(port.device, wanted):
            return port
    for port in list_simulated_ports():
        if wanted in {port.device, Path(port.device).name, f"/dev/{Path(port.device).name}"}:
            return port
    if sys.platform != "win32" and Path(wanted).exists():
        path = str(Path(wanted).resolve())  # such as /dev/serial/by-id/usb-Arduino...
        return next((port for port in there if port.device == path), Port(wanted))
    if there:
        raise NoSuchPortError(port=wanted, there=f"These are there: {_lines(there)}.")
    raise NoSuchPortError(port=wanted, there="No other port with a USB device is there either.")


def _same_name(device: str, wanted: str) -> bool:
    """Compare names; on macOS each port has a second one, with "tty." for "cu."."""
    if device.upper().startswith("COM"):
        return device.upper() == wanted.upper().removeprefix("\\\\.\\")
    return wanted in {device, device.replace("/dev/cu.", "/dev/tty."), device.removeprefix("/dev/")}


def _lines(ports: tuple[Port, ...] | list[Port]) -> str:
    return ", ".join(map(str, ports))

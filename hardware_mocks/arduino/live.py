"""A live board's port for other programs of this machine: a pseudo-terminal.

`maker monitor`, the Arduino IDE's monitor or any program can open it, as if a board were plugged
in; opening it restarts the board. It is looked at once a quantum, by the clock's own thread.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from makerkit.arduino.live_ports import announce, withdraw

if TYPE_CHECKING:
    from pathlib import Path

    from hardware_mocks.arduino.serial_ports import SerialPort

LOOK_EVERY_NS = 20_000_000
"""How often it is looked whether somebody has opened it."""
MOST_BYTES = 4096


def offers_live_ports() -> bool:
    """Whether this system has pseudo-terminals."""
    return hasattr(os, "openpty")


class LivePort:
    """The pseudo-terminal of one port.

    Attributes:
        device: its name: "/dev/pts/5".
        link: a link to it with a name that stays, or None.
    """

    def __init__(self, port: SerialPort) -> None:
        self._port = port
        self._master: int | None = None
        self._session: int | None = None  # while somebody has it open
        self._next_look_ns = 0
        self.device = ""
        self.link: Path | None = None
        port.taps.append(self._write)
        self.plug_in()

    def plug_in(self) -> None:
        """Make a terminal that nobody has open."""
        import tty

        self._master, slave = os.openpty()
        tty.setraw(slave)
        os.set_blocking(self._master, False)
        self.device = os.ttyname(slave)
        os.close(slave)  # reading fails until somebody opens it
        self.link = announce(self._port.name.rpartition("/")[2], self.device)

    def unplug(self) -> None:
        """Take the terminal away: whoever has it open finds the line dead."""
        if self._master is None:
            return
        if self._session is not None:
            self._leave()
        os.close(self._master)
        self._master = None
        if self.link is not None:
            withdraw(self.link, self.device)

    def look(self, now_ns: int) -> None:
        """Notice who opens and closes it, and take what has been written to it."""
        if self._master is None or (self._session is None and now_ns < self._next_look_ns):
            return
        self._next_look_ns = now_ns + LOOK_EVERY_NS
        data = self._read(self._master)
        if data is not None:
            self._arrive()
            self._port.write(data)
        elif self._session is not None:
            self._leave()

    @staticmethod
    def _read(master: int) -> bytes | None:
        """Return what has been written to it; None where nobody has it open."""
        try:
            return os.read(master, MOST_BYTES) or None  # nothing is the end, on macOS
        except BlockingIOError:
            return b""
        except OSError:  # EIO, on Linux
            return None

    def _arrive(self) -> None:
        baud = self._baud()
        if self._session is None:
            self._session = self._port.open(baud, is_outside=True)
        elif self._port.outside_openings == self._port.openings:
            self._port.baud = baud  # it may have been set after opening

    def _leave(self) -> None:
        assert self._session is not None
        session, self._session = self._session, None
        self._port.close(session, is_outside=True)

    def _baud(self) -> int:
        """Return the speed that the other program has set; a terminal knows it by a code."""
        import termios

        assert self._master is not None
        code = termios.tcgetattr(self._master)[4]
        names = (name for name in vars(termios) if name[0] == "B" and name[1:].isdigit())
        bauds = {getattr(termios, name): int(name[1:]) for name in names}
        return bauds.get(code, self._port.baud)

    def _write(self, data: bytes) -> None:
        """Pass on what the board says; what does not fit is lost, as on a full queue."""
        if self._master is not None and self._session is not None:
            with suppress(OSError):
                os.write(self._master, data)

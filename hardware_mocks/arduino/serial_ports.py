"""The serial ports of the bench: what the operating system has between a program and a cable.

A port has the queues and the rules of Linux: the first to open it raises DTR (on which an Uno
restarts), bytes wait to be read while somebody has it open, a port that is pulled out is dead for
those who have it open, and comes back under the next name while one of them still holds it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from hardware_mocks.arduino.news import News
from hardware_mocks.arduino.uart import Timed, byte_ns

if TYPE_CHECKING:
    from hardware_mocks.clock import Clock

INPUT_QUEUE_BYTES = 4095
"""What Linux keeps for a program that does not read (n_tty.c, N_TTY_BUF_SIZE); more is lost."""
OUTPUT_QUEUE_BYTES = 4096
"""What a program can write ahead before it has to wait."""
FIRST_COM = 3
"""Windows has COM1 and COM2 itself, as a rule."""


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """How a board reports itself at the USB.

    Attributes:
        stem: of its name: "/dev/ttyACM" for boards that speak CDC-ACM, "/dev/ttyUSB" for others.
    """

    stem: str
    vid: int
    pid: int
    manufacturer: str | None
    product: str | None
    serial_number: str | None


UNO = UsbIdentity(
    "/dev/ttyACM", 0x2341, 0x0043, "Arduino (www.arduino.cc)", None, "55639303235351C0A1D2"
)
"""The Uno R3 with its ATmega16U2: ids as in arduino-core-avr's boards.txt, no product name."""
NANO = UsbIdentity("/dev/ttyUSB", 0x1A86, 0x7523, None, "USB Serial", None)
"""A Nano with a CH340: usb.ids has 1a86:7523, product "USB Serial" (QinHeng's own string)."""


class FarEnd(Protocol):
    """What hangs on the other end of the cable."""

    def dtr_changed(self, level: bool) -> None:
        """The host raises DTR, or lets it fall: a board restarts when it is raised."""

    def written(self, port: SerialPort) -> None:
        """There is something to `take_outgoing`."""


class SerialPort:
    """One port, whoever has it open.

    Attributes:
        name: "/dev/ttyACM0".
        com_name: its name on Windows.
        location: which socket of the Pi it is in, as Linux writes it.
        baud: as set by the host.
        dtr: whether DTR is raised.
        is_plugged: whether the cable is in.
        session: grows when the cable is pulled out; who opened an earlier one has a dead port.
        openings: how many have it open.
        outside_openings: how many of them are other programs of this machine.
        opened_ns: when it was opened, each time.
        taps: called with what comes in, beside the queue.
        received: bytes that wait to be read.
        lost_bytes: how many found no place there.
    """

    def __init__(self, ports: SerialPorts, name: str, number: int, usb: UsbIdentity) -> None:
        self.ports = ports
        self.clock = ports.clock
        self.name = name
        self.com_name = f"COM{FIRST_COM + number}"
        self.location = f"1-1.{number + 1}"
        self.usb = usb
        self.far_end: FarEnd | None = None
        self.news = News(ports.clock)
        self.baud = 9600
        self.dtr = False
        self.is_plugged = True
        self.is_locked = False
        self.session = 0
        self.openings = 0
        self.outside_openings = 0
        self.opened_ns: list[int] = []
        self.taps: list[Callable[[bytes], None]] = []
        self.dead_openings = 0
        self.dead_name = ""  # the name that those hold
        self.received = bytearray()
        self.lost_bytes = 0
        self._outgoing: deque[Timed] = deque()
        self._sent_until_ns = 0

    # -- the program's side; the clock's lock is held

    def open(self, baud: int, *, is_outside: bool = False) -> int:
        """Open it, and return the session."""
        self.outside_openings += is_outside
        self.openings += 1
        self.opened_ns.append(self.clock.now_ns)
        if self.openings == 1:
            self.baud = baud
            self.received.clear()
            self.set_dtr(True)  # the kernel does: tty_port_raise_dtr_rts in tty_port.c
        return self.session

    def close(self, session: int, *, is_outside: bool = False) -> None:
        """Close it; the last one lets DTR fall."""
        self.outside_openings -= is_outside
        if session != self.session:
            self.dead_openings -= 1
            self.dead_name = self.dead_name if self.dead_openings else ""
            return
        self.openings -= 1
        if not self.openings:
            self.is_locked = False
            self.received.clear()
            self.set_dtr(False)

    def is_alive(self, session: int) -> bool:
        """Whether the cable has been in all the time since that opening."""
        return session == self.session

    def set_dtr(self, level: bool) -> None:
        """Raise DTR or let it fall."""
        if level != self.dtr:
            self.dtr = level
            if self.far_end is not None:
                self.far_end.dtr_changed(level)

    def take(self, size: int) -> bytes:
        """Return up to so many bytes that have come."""
        taken = bytes(self.received[:size])
        del self.received[:size]
        return taken

    @property
    def out_waiting(self) -> int:
        """How many written bytes are not yet through the line."""
        now_ns = self.clock.now_ns
        left_ns = self._sent_until_ns - now_ns
        return 0 if left_ns <= 0 else -(-left_ns // byte_ns(self.baud))

    @property
    def drained_ns(self) -> int:
        """When the last written byte is through."""
        return self._sent_until_ns

    def room_at_ns(self, room: int) -> int:
        """Return when the output queue has place for so many bytes."""
        return self._sent_until_ns - (OUTPUT_QUEUE_BYTES - room) * byte_ns(self.baud)

    def write(self, data: bytes) -> int:
        """Queue as much as there is room for; return how many bytes that is."""
        taken = data[: max(0, OUTPUT_QUEUE_BYTES - self.out_waiting)]
        each_ns = byte_ns(self.baud)
        t_ns = max(self.clock.now_ns, self._sent_until_ns)
        for byte in taken:
            t_ns += each_ns
            self._outgoing.append(Timed(t_ns, byte))
        self._sent_until_ns = t_ns
        if taken and self.far_end is not None:
            self.far_end.written(self)
        return len(taken)

    def drop_outgoing(self) -> None:
        """Forget what is written but not yet on the line."""
        now_ns, each_ns = self.clock.now_ns, byte_ns(self.baud)
        while self._outgoing and self._outgoing[-1].t_ns - each_ns >= now_ns:
            self._outgoing.pop()
        last_ns = self._outgoing[-1].t_ns if self._outgoing else now_ns
        self._sent_until_ns = min(self._sent_until_ns, last_ns)

    # -- the far end's side

    def take_outgoing(self, until_ns: int) -> list[Timed]:
        """Return the bytes that are through by a time, each with the end of its stop bit."""
        taken = []
        while self._outgoing and self._outgoing[0].t_ns <= until_ns:
            taken.append(self._outgoing.popleft())
        return taken

    @property
    def has_outgoing(self) -> bool:
        """Whether something is on its way."""
        return bool(self._outgoing)

    def deliver(self, data: bytes) -> None:
        """Let bytes come in; without anybody who has it open they are lost."""
        if not self.openings or not self.is_plugged:
            return
        for tap in self.taps:
            tap(data)
        if self.openings == self.outside_openings:
            return
        room = INPUT_QUEUE_BYTES - len(self.received)
        self.lost_bytes += max(0, len(data) - room)
        self.received += data[:room]
        self.clock.input_changed()
        self.news.tell()

    # -- the cable

    def unplug(self) -> None:
        """Pull the cable out: whoever has the port open has a dead one from now on."""
        if not self.is_plugged:
            return
        self.is_plugged = False
        self.session += 1
        self.dead_openings += self.openings - self.outside_openings
        self.dead_name = self.name if self.dead_openings else ""
        self.openings = 0
        self.is_locked = self.dtr = False
        self.received.clear()
        self._outgoing.clear()
        self._sent_until_ns = 0
        self.clock.input_changed()
        self.news.tell()

    def plug_in(self) -> None:
        """Put the cable in again; while a program still holds the dead port, its name is taken."""
        if self.is_plugged:
            return
        self.name = self.ports.free_name(self.usb.stem)
        self.is_plugged = True
        self.clock.input_changed()


class SerialPorts:
    """Every serial port of one bench."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._ports: list[SerialPort] = []

    def __iter__(self) -> Iterator[SerialPort]:
        return iter(self._ports)

    def add(self, usb: UsbIdentity) -> SerialPort:
        """Make the next port of a kind."""
        port = SerialPort(self, self.free_name(usb.stem), len(self._ports), usb)
        self._ports.append(port)
        return port

    def remove(self, port: SerialPort) -> None:
        """Take a port away for good."""
        port.unplug()
        self._ports.remove(port)

    def find(self, name: str) -> SerialPort | None:
        """Return the port that goes by a name now, or None."""
        here = [port for port in self._ports if port.is_plugged]
        return next((port for port in here if name in {port.name, port.com_name}), None)

    def plugged(self) -> list[SerialPort]:
        """Return the ports that are there now."""
        return [port for port in self._ports if port.is_plugged]

    def free_name(self, stem: str) -> str:
        """Return the first name of a kind that nobody has, and nobody still holds."""
        taken = {port.name for port in self.plugged()}
        taken |= {port.dead_name for port in self._ports}
        number = next(n for n in range(len(taken) + 1) if f"{stem}{n}" not in taken)
        return f"{stem}{number}"


def ports_in_force() -> SerialPorts | None:
    """Return the ports of the bench that is in force, or None where nothing is simulated."""
    from hardware_mocks.bench import bench_in_force

    bench = bench_in_force()
    return None if bench is None else bench.serial_ports

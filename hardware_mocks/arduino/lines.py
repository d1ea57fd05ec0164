"""The USB line between a Pi and a board: bytes both ways, at their speeds, with their faults."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from hardware_mocks.arduino.faults import Faults
from hardware_mocks.arduino.uart import Receiver, Timed, byte_ns, is_understood
from makerkit.errors import BadInputError
from makerkit.trace import TO_ARDUINO, TO_PI

if TYPE_CHECKING:
    from hardware_mocks.arduino.serial_ports import SerialPort
    from makerkit.trace import Trace

PIECE_NS = 50_000_000
"""After so much silence what has come is a piece of its own, even without a line end."""
LONGEST_PIECE = 200
MOST_LINES = 50_000
"""A live board may talk for days: only the latest are kept."""
WAYS = (TO_ARDUINO, TO_PI)


class Said(NamedTuple):
    """A line, or a piece of one.

    Attributes:
        t_ns: when its last byte was through, or written, for what a program says.
        data: the bytes, with the line end.
        lost: whether the cable was out or the board deaf, for a part of it at least.
    """

    t_ns: int
    data: bytes
    lost: bool


class LineLog:
    """Puts bytes together to lines.

    Args:
        trace, port, direction: where each line is told; without a trace it is only kept.
    """

    def __init__(
        self, trace: Trace | None = None, port: SerialPort | None = None, direction: str = TO_PI
    ) -> None:
        self.lines: list[Said] = []
        self._trace, self._port, self._direction = trace, port, direction
        self._open = bytearray()
        self._last_ns = 0
        self._lost = False

    def add(self, byte: Timed, *, lost: bool) -> None:
        """Take a byte."""
        if self._open and byte.t_ns - self._last_ns > PIECE_NS:
            self.end_piece()
        self._open.append(byte.byte)
        self._last_ns = byte.t_ns
        self._lost = self._lost or lost
        if byte.byte == ord("\n") or len(self._open) >= LONGEST_PIECE:
            self.end_piece()

    def look(self, now_ns: int) -> None:
        """End a piece after which nothing came."""
        if self._open and now_ns - self._last_ns > PIECE_NS:
            self.end_piece()

    def end_piece(self) -> None:
        """Tell what there is."""
        if not self._open:
            return
        said = Said(self._last_ns, bytes(self._open), self._lost)
        self._open.clear()
        self._lost = False
        self.lines.append(said)
        if len(self.lines) > 2 * MOST_LINES:
            del self.lines[:-MOST_LINES]
        if self._trace is not None and self._port is not None:
            more = {"lost": True} if said.lost else {}
            text = said.data.decode("latin-1")
            name, way = self._port.name, self._direction
            self._trace.add(said.t_ns, "serial", port=name, direction=way, text=text, **more)


class Line:
    """The line of one board.

    Attributes:
        to_arduino, to_pi: the faults of each direction; `damage`, `drop`, `split` and `noise` here
            are for one of them or for both.
        said: what the board sent, before any fault.
        chip_baud: the speed of the board's serial port, or None while it is not known.
    """

    def __init__(self, port: SerialPort, trace: Trace, seed: str) -> None:
        self.port = port
        self.to_arduino = Faults(f"{seed} {TO_ARDUINO}")
        self.to_pi = Faults(f"{seed} {TO_PI}")
        self.said = LineLog()
        self.at_pi = LineLog(trace, port, TO_PI)
        self.from_pi = LineLog(trace, port, TO_ARDUINO)
        self.chip_baud: int | None = None
        self._pi_ear = Receiver(port.baud)
        self._chip_ear = Receiver(port.baud)
        self._injected: list[Timed] = []

    # -- faults

    def damage(self, *, share: float, way: str = "", seed: int | None = None) -> None:
        """Flip one bit of this share of the bytes (0.0-1.0), from now on; 0 ends it."""
        for faults in self._faults(way):
            faults.damage(share=share, seed=seed)

    def drop(self, *, share: float, way: str = "", seed: int | None = None) -> None:
        """Lose this share of the bytes."""
        for faults in self._faults(way):
            faults.drop(share=share, seed=seed)

    def split(
        self, *, share: float, gap_ms: float = 20.0, way: str = "", seed: int | None = None
    ) -> None:
        """Before this share of the bytes, hold everything back for `gap_ms`."""
        for faults in self._faults(way):
            faults.split(share=share, gap_ms=gap_ms, seed=seed)

    def noise(self, *, per_s: float, way: str = "", seed: int | None = None) -> None:
        """Let bytes come that nobody sent, so many a second on average."""
        for faults in self._faults(way):
            faults.noise(per_s=per_s, seed=seed)

    def mend(self) -> None:
        """Take all faults away."""
        self.to_arduino.mend()
        self.to_pi.mend()

    def says(self, data: bytes) -> None:
        """Let the Pi get bytes as if the board had sent them, from now on at the line's speed."""
        t_ns, each_ns = self.port.clock.now_ns, byte_ns(self.port.baud)
        if self._injected:
            t_ns = max(t_ns, self._injected[-1].t_ns)
        self._injected += [Timed(t_ns + (n + 1) * each_ns, byte) for n, byte in enumerate(data)]

    def _faults(self, way: str) -> list[Faults]:
        if way and way not in WAYS:
            raise BadInputError(f"`way` must be {' or '.join(WAYS)} (got {way!r})")
        return [
            f
            for name, f in zip(WAYS, (self.to_arduino, self.to_pi), strict=True)
            if way in {"", name}
        ]

    # -- bytes; called once a quantum

    def take_from_chip(self, sent: Iterable[tuple[Timed, int]], now_ns: int) -> None:
        """Carry to the Pi what the chip has sent, each byte with the speed it was sent at."""
        is_open = bool(self.port.openings)
        self._pi_ear.baud = self.port.baud
        for byte, baud in sent:
            self.chip_baud = baud
            if not is_open:
                self._pi_ear.baud = baud  # what the trace shows where nobody listens
            self.said.add(byte, lost=False)
            self._pi_ear.hear(byte, baud)
        heard = [*self._pi_ear.heard(now_ns), *self._injected_until(now_ns)]
        through = heard if self.to_pi.is_clean else self.to_pi.through(heard, now_ns)
        if through:
            for byte in through:
                self.at_pi.add(byte, lost=not self.port.is_plugged)
            self.port.deliver(bytes(byte.byte for byte in through))
        for log in (self.said, self.at_pi, self.from_pi):
            log.look(now_ns)

    def give_to_chip(self, until_ns: int, *, is_deaf: bool) -> list[Timed]:
        """Return what the chip hears of what the Pi has sent by a time.

        Args:
            until_ns: the end of the quantum that begins.
            is_deaf: whether the chip cannot hear, so that all of it is lost.
        """
        sent = self.port.take_outgoing(until_ns)
        deaf = is_deaf or self.chip_baud is None
        for byte in sent:
            self.from_pi.add(byte, lost=deaf)
        through = sent if self.to_arduino.is_clean else self.to_arduino.through(sent, until_ns)
        if deaf or self.chip_baud is None:
            return []
        self._chip_ear.baud = self.chip_baud
        for byte in through:
            self._chip_ear.hear(byte, self.port.baud)
        return self._chip_ear.heard(until_ns)

    @property
    def speeds_fit(self) -> bool:
        """Whether the board understands the speed that the Pi sends at."""
        return self.chip_baud is not None and is_understood(self.port.baud, self.chip_baud)

    @property
    def has_something_for_chip(self) -> bool:
        """Whether the chip may hear something in the next quantum."""
        is_late = not self.to_arduino.is_clean or self._chip_ear.is_busy
        return is_late or self.port.has_outgoing

    def _injected_until(self, now_ns: int) -> list[Timed]:
        count = sum(byte.t_ns <= now_ns for byte in self._injected)
        taken, self._injected = self._injected[:count], self._injected[count:]
        return taken

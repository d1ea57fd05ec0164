"""What a simulated board has done so far, in seconds: its lines, its messages, its pins."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from hardware_mocks.arduino.engine import CLOCK_HZ
from hardware_mocks.arduino.events import ByteSent, ChipEvent, Drive, DutyChanged, PinChanged
from makerkit.arduino.codec import BadLine, Decoded, LineReader
from makerkit.arduino.message import Known, Message

SomeMessage = TypeVar("SomeMessage", bound=Message)


class Line(NamedTuple):
    """A line that the board sent.

    Attributes:
        at_s: when its newline had left the chip.
        text: without the line's end.
    """

    at_s: float
    text: str


class Heard(NamedTuple):
    """A message that the board sent."""

    at_s: float
    message: Message
    seq: int


class Edge(NamedTuple):
    """A change at a pin."""

    at_s: float
    drive: Drive


class ChipRecord:
    """All that a board did so far.

    Attributes:
        events: all that the chip told, in order.
        lines: all lines that it sent.
        heard: all messages that it sent.
        bad: what it sent that is no message.
    """

    def __init__(self, known: Known) -> None:
        """Begin.

        Args:
            known: the messages that the sketch sends.
        """
        self.events: list[ChipEvent] = []
        self.lines: list[Line] = []
        self.heard: list[Heard] = []
        self.bad: list[BadLine] = []
        self._reader = LineReader(known)
        self._begun = bytearray()
        self._pins: dict[int, list[PinChanged | DutyChanged]] = defaultdict(list)

    def said(self, kind: type[SomeMessage], *, since_s: float = 0.0) -> list[SomeMessage]:
        """Return the messages of a kind that the board has sent."""
        heard = (one.message for one in self.heard if one.at_s >= since_s)
        return [message for message in heard if isinstance(message, kind)]

    def level(self, pin: int, *, at_s: float | None = None) -> int | None:
        """Return 0 or 1 if the chip drives a pin, else None (an input, or a PWM)."""
        change = self._at(pin, at_s)
        if isinstance(change, PinChanged) and change.drive in {Drive.LOW, Drive.HIGH}:
            return int(change.drive)
        return None

    def duty(self, pin: int, *, at_s: float | None = None) -> float:
        """Return for which part of the time the chip drives a pin high, 0.0 to 1.0."""
        change = self._at(pin, at_s)
        if isinstance(change, DutyChanged):
            return change.duty or 0.0
        return float(self.level(pin, at_s=at_s) or 0)

    def edges(self, pin: int, *, since_s: float = 0.0) -> list[Edge]:
        """Return how the drive of a pin changed; not the edges of a PWM."""
        changes = [change for change in self._pins[pin] if isinstance(change, PinChanged)]
        edges = [Edge(change.cycle / CLOCK_HZ, change.drive) for change in changes]
        return [edge for edge in edges if edge.at_s >= since_s]

    def servo_us(self, pin: int) -> float | None:
        """Return the width of the last whole pulse at a pin, in microseconds."""
        rose = fell = None
        for change in reversed(self._pins[pin]):
            if isinstance(change, PinChanged) and change.drive is Drive.LOW:
                fell = change.cycle
            elif isinstance(change, PinChanged) and change.drive is Drive.HIGH and fell is not None:
                rose = change.cycle
                return (fell - rose) * 1e6 / CLOCK_HZ
        return None

    def start_anew(self) -> None:
        """Forget a begun line: the board was reset."""
        self._reader.restart()
        self._begun.clear()

    def take(self, event: ChipEvent) -> None:
        """Add what the chip has told."""
        self.events.append(event)
        if isinstance(event, ByteSent):
            self._take_byte(event)
        elif isinstance(event, (PinChanged, DutyChanged)):
            self._pins[event.pin].append(event)

    def _take_byte(self, event: ByteSent) -> None:
        at_s = event.cycle / CLOCK_HZ
        self._begun.append(event.byte)
        if event.byte == ord("\n"):
            text = self._begun.decode("latin-1").rstrip("\r\n")
            self.lines.append(Line(at_s, text))
            self._take_found(at_s, self._reader.feed(bytes(self._begun)))
            self._begun.clear()

    def _take_found(self, at_s: float, found: Iterable[Decoded | BadLine]) -> None:
        for one in found:
            if isinstance(one, Decoded):
                self.heard.append(Heard(at_s, one.message, one.seq))
            else:
                self.bad.append(one)

    def _at(self, pin: int, at_s: float | None) -> PinChanged | DutyChanged | None:
        changes = self._pins[pin]
        count = len(changes)
        if at_s is not None:
            count = bisect_right(changes, at_s * CLOCK_HZ, key=lambda change: change.cycle)
        return changes[count - 1] if count else None

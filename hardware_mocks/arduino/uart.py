"""What a serial receiver makes of bytes that were sent at another speed: bit by bit, exactly.

A byte on the line is a start bit (low), eight data bits from the lowest on, and a stop bit
(high); between bytes the line is high. A receiver waits for a falling edge, looks once in the
middle of each bit and takes what it finds, as the ATmega328P and the chips on the USB side do:
a missing stop bit changes nothing, the byte counts.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

NS_PER_S = 1_000_000_000
BITS_PER_BYTE = 10
"""A start bit, eight data bits, a stop bit."""
TOLERATED = 0.03
"""Receivers understand a speed this far off (ATmega328P datasheet, table 20-2: 3 to 4 %)."""


class Timed(NamedTuple):
    """A byte on the line, and the end of its stop bit in nanoseconds."""

    t_ns: int
    byte: int


def byte_ns(baud: float) -> int:
    """Return how long a byte takes at a speed."""
    return round(BITS_PER_BYTE * NS_PER_S / baud)


def is_understood(sent_baud: float, heard_baud: float) -> bool:
    """Return whether a receiver at one speed understands a sender at the other."""
    return abs(sent_baud / heard_baud - 1) <= TOLERATED


def garble(data: Iterable[int], *, sent_baud: float, heard_baud: float) -> bytes:
    """Return what is heard of bytes that were sent one right behind the other.

    Example:
        >>> garble(b"U", sent_baud=9600, heard_baud=115200) == bytes(5)
        True
    """
    receiver = Receiver(heard_baud)
    each_ns = byte_ns(sent_baud)
    t_ns = 0
    for byte in data:
        t_ns += each_ns
        receiver.hear(Timed(t_ns, byte), sent_baud)
    return bytes(byte for _, byte in receiver.heard(t_ns + 20 * byte_ns(heard_baud) + each_ns))


class Receiver:
    """A serial receiver at one speed on a line that is high at first.

    Attributes:
        baud: its speed; it may be changed at any time.
    """

    def __init__(self, baud: float) -> None:
        self.baud = baud
        self._at_ns: list[float] = [float("-inf")]  # since when the line has which level
        self._levels = [1]
        self._free_ns = float("-inf")  # from here on it looks for a start bit
        self._unsure_ns = 0.0  # a sender tells of a byte only when it is through
        self._plain: list[Timed] = []

    def hear(self, sent: Timed, sent_baud: float) -> None:
        """Take a byte that went over the line at some speed; they come in order."""
        if is_understood(sent_baud, self.baud):
            self._plain.append(sent)
            return
        bit_ns = NS_PER_S / sent_baud
        self._unsure_ns = BITS_PER_BYTE * bit_ns
        start_ns = sent.t_ns - BITS_PER_BYTE * bit_ns
        bits = (0, *(sent.byte >> place & 1 for place in range(8)), 1)
        for number, level in enumerate(bits):
            if level != self._levels[-1]:
                self._at_ns.append(start_ns + number * bit_ns)
                self._levels.append(level)

    @property
    def is_busy(self) -> bool:
        """Whether it is in the middle of something."""
        return len(self._at_ns) > 1 or bool(self._plain)

    def heard(self, until_ns: int) -> list[Timed]:
        """Return what it has heard by a time and not told before, each byte when it was through."""
        found, self._plain = self._plain, []
        if len(self._at_ns) > 1:
            found += self._sampled(until_ns - self._unsure_ns)
        return found

    def _sampled(self, until_ns: float) -> list[Timed]:
        found = []
        bit_ns = NS_PER_S / self.baud
        while True:
            start_ns = self._next_fall()
            if start_ns is None or start_ns + 9.5 * bit_ns > until_ns:
                break
            if self._level_at(start_ns + 0.5 * bit_ns):
                self._free_ns = start_ns + 0.5 * bit_ns  # a spike, no start bit
                continue
            bits = (self._level_at(start_ns + (1.5 + n) * bit_ns) << n for n in range(8))
            self._free_ns = start_ns + 9.5 * bit_ns
            found.append(Timed(round(self._free_ns), sum(bits)))
        self._forget()
        return found

    def _next_fall(self) -> float | None:
        first = bisect_right(self._at_ns, self._free_ns)
        pairs = zip(self._at_ns[first:], self._levels[first:], strict=True)
        return next((at_ns for at_ns, level in pairs if not level), None)

    def _level_at(self, t_ns: float) -> int:
        return self._levels[bisect_right(self._at_ns, t_ns) - 1]

    def _forget(self) -> None:
        """Let go of what lies behind."""
        kept = max(0, bisect_right(self._at_ns, self._free_ns) - 1)
        del self._at_ns[:kept], self._levels[:kept]

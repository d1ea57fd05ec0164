"""What a simulator writes after a run: records of 20 bytes, as `harness/wire.c` makes them."""

import struct
from collections.abc import Callable
from operator import itemgetter

from hardware_mocks.arduino.events import (
    ByteSent,
    ChipEvent,
    Drive,
    DutyChanged,
    Overrun,
    PinChanged,
    WasReset,
)

CLOCK_HZ = 16_000_000
RECORD = struct.Struct("<BBHIIQ")

_CAUSES = ("power", "external", "brown-out", "watchdog")
_DRIVES = tuple(Drive)


def events_in(content: bytes) -> list[ChipEvent]:
    """Return the events of a run, in the order of their cycles."""
    read = [
        _READERS[kind](cycle, a, b, c, d) for kind, a, b, c, d, cycle in RECORD.iter_unpack(content)
    ]
    # a byte's end is told at the next instruction, which may be after a pin's change
    return sorted(read, key=itemgetter(0))


_Reader = Callable[[int, int, int, int, int], ChipEvent]


def _pin_changed(cycle: int, a: int, b: int, c: int, d: int) -> ChipEvent:
    return PinChanged(cycle, a, _DRIVES[b])


def _duty_changed(cycle: int, a: int, b: int, c: int, d: int) -> ChipEvent:
    return DutyChanged(cycle, a, c / d, CLOCK_HZ / d) if d else DutyChanged(cycle, a, None, 0.0)


def _byte_sent(cycle: int, a: int, b: int, c: int, d: int) -> ChipEvent:
    return ByteSent(cycle, a, c)


_READERS: dict[int, _Reader] = {
    ord("p"): _pin_changed,
    ord("w"): _duty_changed,
    ord("u"): _byte_sent,
    ord("o"): lambda cycle, a, b, c, d: Overrun(cycle),
    ord("r"): lambda cycle, a, b, c, d: WasReset(cycle, _CAUSES[a]),
}

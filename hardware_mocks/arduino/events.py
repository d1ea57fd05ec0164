"""What a simulated chip tells, each event with its cycle (16 million a second)."""

from enum import IntEnum
from typing import NamedTuple


class Drive(IntEnum):
    """What the chip itself does to a pin."""

    LOW = 0
    HIGH = 1
    INPUT = 2
    PULL_UP = 3


class PinChanged(NamedTuple):
    """The sketch drives a pin otherwise, or lets it go."""

    cycle: int
    pin: int
    drive: Drive


class DutyChanged(NamedTuple):
    """A timer drives a pin otherwise.

    Attributes:
        duty: 0.0 to 1.0; None when the timer lets go of the pin: a PinChanged follows.
        frequency_hz: of the PWM; 0 when the timer lets go.
    """

    cycle: int
    pin: int
    duty: float | None
    frequency_hz: float


class ByteSent(NamedTuple):
    """A byte has left the chip.

    Attributes:
        cycle: the end of its stop bit.
        baud: bits a second, as the chip divides its clock.
    """

    cycle: int
    byte: int
    baud: int


class Overrun(NamedTuple):
    """The sketch did not read in time, and a received byte is lost."""

    cycle: int


class WasReset(NamedTuple):
    """The chip was reset.

    Attributes:
        cause: "power", "external", "brown-out" or "watchdog".
    """

    cycle: int
    cause: str


ChipEvent = PinChanged | DutyChanged | ByteSent | Overrun | WasReset

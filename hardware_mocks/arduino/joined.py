"""Which pins of one board are joined outside it, by a key, a jumper or a small resistor.

A sketch that scans a keypad pulls a row down and looks at the columns microseconds later: what
joined pins do to each other happens within the chip's own process.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hardware_mocks.arduino.chip_pin import SERIAL_PINS, ChipPin

if TYPE_CHECKING:
    from hardware_mocks.gpio.circuit import Net

DIGITAL = range(20)
JOINED_OHMS = 2_500.0
"""Against a pull-up of 35 kilohms what comes through this is a low level."""


def joined_pairs(pins: Iterable[ChipPin]) -> set[tuple[int, int]]:
    """Return the pairs of digital pins that are joined by contacts or small resistors."""
    digital = [pin for pin in pins if pin.number in DIGITAL and pin.number not in SERIAL_PINS]
    found = set()
    for pin in digital:
        near = _nets_near(pin.net)
        found |= {
            (pin.number, other.number)
            for other in digital
            if other.number > pin.number and other.net in near
        }
    return found


def _nets_near(start: Net) -> list[Net]:
    nets, ohms_to = [start], {id(start): 0.0}
    if start.fixed_volts is not None:
        return []
    for net in nets:  # grows while we go
        for branch in net.branches:
            if branch.ohms is None or branch.forward_volts is not None:
                continue
            other, ohms = branch.other(net), ohms_to[id(net)] + branch.ohms
            if other.fixed_volts is None and id(other) not in ohms_to and ohms <= JOINED_OHMS:
                ohms_to[id(other)] = ohms
                nets.append(other)
    return nets

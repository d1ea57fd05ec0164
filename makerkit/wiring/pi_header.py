"""The 40 pins of a Raspberry Pi, in the order in which they are numbered on the board."""

from __future__ import annotations

# Odd numbers on the inner row, even numbers on the outer; pin 1 is the corner with the square pad.
PI_HEADER = (
    *("3V3.1", "5V.1", "GPIO2", "5V.2", "GPIO3", "GND.1", "GPIO4", "GPIO14"),
    *("GND.2", "GPIO15", "GPIO17", "GPIO18", "GPIO27", "GND.3", "GPIO22", "GPIO23"),
    *("3V3.2", "GPIO24", "GPIO10", "GND.4", "GPIO9", "GPIO25", "GPIO11", "GPIO8"),
    *("GND.5", "GPIO7", "GPIO0", "GPIO1", "GPIO5", "GND.6", "GPIO6", "GPIO12"),
    *("GPIO13", "GND.7", "GPIO19", "GPIO16", "GPIO26", "GPIO20", "GND.8", "GPIO21"),
)


def physical_pin(number: int) -> str | None:
    """Return the name of the pin with this number on the board, or None when there is none."""
    return PI_HEADER[number - 1] if 1 <= number <= len(PI_HEADER) else None

"""How much voltage an LED takes, by its colour."""

from __future__ import annotations

FORWARD_VOLTS = {"red": 1.8, "orange": 2.0, "yellow": 2.0, "green": 2.2}
"""Typical forward voltages of 5 mm LEDs by colour; blue, cyan, purple and white ones have 3.0."""


def forward_volts(color: str) -> float:
    """Return the forward voltage of an LED of that colour; of a red one if it is not known."""
    return 3.0 if color in ("blue", "cyan", "purple", "white") else FORWARD_VOLTS.get(color, 1.8)

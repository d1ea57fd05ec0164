"""A siren with the transistor that switches it: loud, and silent while nobody drives it."""

from typing import Any, ClassVar

from hardware_mocks.parts.part import Part

PULL_DOWN_OHMS = 10_000.0
"""At the transistor's gate: silent while a board boots."""
LOWEST_SHARE = 0.99
"""Pulses only make it click."""


class Siren(Part):
    """Sounds while SIG is high and it has power.

    Attributes:
        frequency_hz: of its tone.
    """

    kind = "siren"
    wiring_types = ("chip-siren",)
    pins = ("VCC", "GND", "SIG")
    defaults: ClassVar = {"frequency_hz": 3000.0}
    frequency_hz: float

    def connect(self) -> None:
        """Pull the gate down."""
        self.resistor("SIG", "GND", PULL_DOWN_OHMS)

    @property
    def sounds(self) -> bool:
        """Whether it can be heard."""
        return self.has_power and self.share_high("SIG") >= LOWEST_SHARE

    def look(self) -> dict[str, Any]:
        """Return its tone while it sounds."""
        return {"tone_hz": self.frequency_hz if self.sounds else None}

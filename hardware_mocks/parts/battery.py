"""A battery."""

from typing import Any, ClassVar

from hardware_mocks.parts.part import Part

INNER_OHMS = 0.2
"""About four AA cells."""


class Battery(Part):
    """Holds + above - by `voltage_v`; nothing charges it."""

    kind = "battery"
    wiring_types = ("chip-battery",)
    pins = ("+", "-")
    defaults: ClassVar = {"voltage_v": 6.0}
    voltage_v: float

    def connect(self) -> None:
        """Join the pins by what lifts current from - to +: a diode that gives volts."""
        self.resistor("-", "+", INNER_OHMS, forward_volts=-self.voltage_v)

    def look(self) -> dict[str, Any]:
        """Return its voltage without load."""
        return {"voltage_v": self.voltage_v}

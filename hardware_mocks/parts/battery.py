"""A battery, or a charger in a socket that may lose its power."""

from typing import Any, ClassVar

from hardware_mocks.parts.part import Control, Part

INNER_OHMS = 0.2
"""About four AA cells."""


class Battery(Part):
    """Holds + above - by `voltage_v`; nothing charges it.

    Attributes:
        voltage_v: without load.
        is_on: False when somebody took it out, or its socket has no power.
    """

    kind = "battery"
    wiring_types = ("chip-battery",)
    pins = ("+", "-")
    controls = (Control("is_on", is_switch=True),)
    defaults: ClassVar = {"voltage_v": 6.0, "is_on": True}
    voltage_v: float
    is_on: bool

    def connect(self) -> None:
        """Join the pins by what lifts current from - to +: a diode that gives volts."""
        ohms = INNER_OHMS if self.is_on else None
        self._cells = self.resistor("-", "+", ohms, forward_volts=-self.voltage_v)

    def changed(self, control: str) -> None:
        """Open or close the circle."""
        self.circuit.set_ohms(self._cells, INNER_OHMS if self.is_on else None)

    def sag(self, voltage_v: float) -> None:
        """Hold another voltage from now on: a load draws on it, or it runs empty."""
        self.voltage_v = voltage_v
        self._cells.forward_volts = -voltage_v
        self.changed("is_on")

    def look(self) -> dict[str, Any]:
        """Return its voltage without load."""
        return {"voltage_v": self.voltage_v if self.is_on else 0.0}

"""An LED with its series resistor."""

from typing import Any, ClassVar

from hardware_mocks.parts.part import Part

FORWARD_VOLTS = {"red": 1.8, "orange": 2.0, "yellow": 2.0, "green": 2.2, "blue": 3.0, "white": 3.0}
"""Typical forward voltages of 5 mm LEDs by colour."""
FULL_AMPS = 0.004
"""About what 3.3 V through 330 ohms gives a red LED: shown as full brightness."""
OWN_OHMS = 10.0


class Led(Part):
    """Glows while current flows from A to C.

    Attributes:
        color: its colour, which sets the forward voltage.
        series_ohms: a resistor that is part of it; 0 where the wiring has one of its own.
    """

    kind = "led"
    wiring_types = ("wokwi-led",)
    pins = ("A", "C")
    devices = ("LED", "PWMLED")
    defaults: ClassVar = {"color": "red", "series_ohms": 0.0}
    color: str
    series_ohms: float

    @classmethod
    def wire(cls, *, pin: Any, active_high: bool = True, **_: Any) -> dict[str, Any]:
        """Anode to the pin and cathode to ground, or upside down when active low."""
        return {"A": pin, "C": "GND"} if active_high else {"A": "3V3", "C": pin}

    @classmethod
    def attributes_for(cls, **_: Any) -> dict[str, Any]:
        """Nobody has wired a resistor: take one in."""
        return {"series_ohms": 330.0}

    def connect(self) -> None:
        """Join the pins one way."""
        volts = FORWARD_VOLTS.get(self.color, FORWARD_VOLTS["red"])
        self._junction = self.resistor("A", "C", OWN_OHMS + self.series_ohms, forward_volts=volts)

    @property
    def brightness(self) -> float:
        """From 0 (dark) to 1."""
        return min(1.0, round(self._junction.amps() / FULL_AMPS, 3))

    def look(self) -> dict[str, Any]:
        """Return brightness and colour."""
        return {"brightness": self.brightness, "color": self.color}

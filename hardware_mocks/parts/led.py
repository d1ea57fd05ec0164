"""An LED with its series resistor."""

from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import PI_HIGH_VOLTS, Branch
from hardware_mocks.parts.part import Part
from makerkit.wiring.led_volts import forward_volts

SERIES_OHMS = 330.0
OWN_OHMS = 10.0
PIN_OHMS = 40.0


def brightness(junction: Branch) -> float:
    """Return how bright a junction glows on average, from 0 (dark) to 1.

    Full is what a pin of the Pi gives it through 330 ohms, so every colour looks equally bright.
    """
    if junction.forward_volts is None:
        return 0.0
    full_amps = (PI_HIGH_VOLTS - junction.forward_volts) / (PIN_OHMS + SERIES_OHMS + OWN_OHMS)
    lit = (share * min(1.0, amps / full_amps) for share, amps in junction.phases())
    return round(sum(lit), 3)


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
        return {"series_ohms": SERIES_OHMS}

    def connect(self) -> None:
        """Join the pins one way."""
        ohms = OWN_OHMS + self.series_ohms
        self._junction = self.resistor("A", "C", ohms, forward_volts=forward_volts(self.color))

    @property
    def brightness(self) -> float:
        """From 0 (dark) to 1."""
        return brightness(self._junction)

    def look(self) -> dict[str, Any]:
        """Return brightness and colour."""
        return {"brightness": self.brightness, "color": self.color}

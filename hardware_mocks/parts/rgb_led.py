"""An RGB LED: three LEDs in one case, with one leg in common."""

from typing import Any, ClassVar

from hardware_mocks.parts.led import OWN_OHMS, SERIES_OHMS, brightness
from hardware_mocks.parts.part import Part
from makerkit.wiring.led_volts import forward_volts

COLOURS = {"R": "red", "G": "green", "B": "blue"}


class RgbLed(Part):
    """Glows in the mixture of its three colours.

    Attributes:
        common: which ends of the three are joined: "cathode" (goes to ground) or "anode".
        series_ohms: a resistor in each colour that is part of it.
    """

    kind = "rgb_led"
    wiring_types = ("wokwi-rgb-led",)
    pins = ("R", "COM", "G", "B")
    devices = ("RGBLED",)
    defaults: ClassVar = {"common": "anode", "series_ohms": 0.0}
    common: str
    series_ohms: float

    @classmethod
    def wire(
        cls, *, red: Any, green: Any, blue: Any, active_high: bool = True, **_: Any
    ) -> dict[str, Any]:
        """Each colour to its pin; the common leg to ground, or to 3.3 V when active low."""
        return {"R": red, "G": green, "B": blue, "COM": "GND" if active_high else "3V3"}

    @classmethod
    def attributes_for(cls, *, active_high: bool = True, **_: Any) -> dict[str, Any]:
        """Nobody has wired resistors: take them in."""
        return {"common": "cathode" if active_high else "anode", "series_ohms": SERIES_OHMS}

    def connect(self) -> None:
        """Join each colour to the common leg, one way."""
        self._junctions = {}
        for pin, color in COLOURS.items():
            ends = (pin, "COM") if self.common == "cathode" else ("COM", pin)
            ohms = OWN_OHMS + self.series_ohms
            self._junctions[color] = self.resistor(*ends, ohms, forward_volts=forward_volts(color))

    def look(self) -> dict[str, Any]:
        """Return the brightness of each colour."""
        return {color: brightness(junction) for color, junction in self._junctions.items()}

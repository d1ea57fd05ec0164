"""An LED bar graph: ten LEDs in a row, each with two legs of its own."""

from typing import Any, ClassVar

from hardware_mocks.parts.led import OWN_OHMS, brightness
from hardware_mocks.parts.part import Part
from makerkit.wiring.led_volts import forward_volts

LED_COUNT = 10
MIXTURES = {
    "GYR": ("green",) * 5 + ("yellow",) * 3 + ("red",) * 2,
    "BCYR": ("blue",) + ("cyan",) * 4 + ("yellow",) * 3 + ("red",) * 2,
}
"""Colours of the two mixed ones in Wokwi's reference, from A1 on."""


class LedBarGraph(Part):
    """Ten LEDs, from A1 to C1 up to A10 to C10.

    Attributes:
        color: of all of them, or the name of a mixture.
    """

    kind = "led_bar_graph"
    wiring_types = ("wokwi-led-bar-graph",)
    pins = tuple(f"{end}{i}" for end in "AC" for i in range(1, LED_COUNT + 1))
    defaults: ClassVar = {"color": "red"}
    color: str

    def connect(self) -> None:
        """Join each anode to its cathode, one way."""
        colors = MIXTURES.get(self.color, (self.color,) * LED_COUNT)
        self._junctions = [
            self.resistor(f"A{i}", f"C{i}", OWN_OHMS, forward_volts=forward_volts(color))
            for i, color in enumerate(colors, 1)
        ]

    def look(self) -> dict[str, Any]:
        """Return the brightness of each, A1 first, and how many are lit."""
        glow = [brightness(junction) for junction in self._junctions]
        return {"brightness": glow, "lit": sum(value > 0 for value in glow)}

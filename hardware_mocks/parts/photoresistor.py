"""A light-dependent resistor (LDR), bare or on a module with a comparator."""

from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import Net
from hardware_mocks.parts.part import Control, Part

DARKEST_LUX = 0.01
MODULE_OHMS = 10_000.0
"""From VCC to AO on the module, as Wokwi reckons."""
OUTPUT_OHMS = 1_000.0


class Photoresistor(Part):
    """Has the less resistance the more light falls on it: R = R10 (10 lx / E)^gamma.

    Attributes:
        lux: the light on it; 0.1 is a full moon, 500 an office, 10,000 the shade outdoors.
        rl10_ohm: its resistance at 10 lux.
        gamma: its slope; 0.7 for a GL5528.
    """

    kind = "ldr"
    wiring_types: ClassVar[tuple[str, ...]] = ("chip-ldr",)
    pins: ClassVar[tuple[str, ...]] = ("1", "2")
    controls = (Control("lux", 0.0, 100_000.0, "lx"),)
    defaults: ClassVar = {"lux": 500.0, "rl10_ohm": 10_000.0, "gamma": 0.7}
    lux: float
    rl10_ohm: float
    gamma: float

    def connect(self) -> None:
        """Join the two pins by it."""
        self._cell = self.resistor("1", "2", self.resistance_ohm)

    @property
    def resistance_ohm(self) -> float:
        """In this light."""
        return float(self.rl10_ohm * (10 / max(self.lux, DARKEST_LUX)) ** self.gamma)

    def changed(self, control: str) -> None:
        """Follow the light."""
        self.circuit.set_ohms(self._cell, self.resistance_ohm)

    def look(self) -> dict[str, Any]:
        """Return the light and what it makes of the resistance."""
        return {"lux": self.lux, "resistance_ohm": round(self.resistance_ohm, 1)}


class LightSensorModule(Photoresistor):
    """An LDR from AO to ground below 10 kilohms: AO falls with the light.

    Attributes:
        threshold_v: DO is high while AO is above it, in the dark.
    """

    kind = "light_module"
    wiring_types = ("wokwi-photoresistor-sensor",)
    pins = ("VCC", "GND", "DO", "AO")
    defaults: ClassVar = {**Photoresistor.defaults, "rl10_ohm": 50_000.0, "threshold_v": 2.5}
    threshold_v: float

    def connect(self) -> None:
        """Make the divider; let the comparator watch it."""
        self.resistor("VCC", "AO", MODULE_OHMS)
        self._cell = self.resistor("AO", "GND", self.resistance_ohm)
        self._output = self.output("DO")
        self.listen("AO", self._on_light)
        self._on_light(self.nets["AO"])

    def power_changed(self) -> None:
        """The comparator needs power."""
        self._on_light(self.nets["AO"])

    def _on_light(self, net: Net) -> None:
        supply = self.nets["VCC"].mean_volts if self.has_power else None
        is_dark = (net.mean_volts or 0.0) > self.threshold_v
        self.circuit.drive(self._output, supply if is_dark or not supply else 0.0, OUTPUT_OHMS)

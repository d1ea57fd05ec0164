"""An HC-SR04 ultrasonic distance sensor."""

import math
from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import PI_HIGH_VOLTS, Net
from hardware_mocks.parts.part import Control, Part
from hardware_mocks.virtual_time import NS_PER_S

BURST_NS = 460_000
"""From the trigger's falling edge to the echo's rise: eight cycles at 40 kHz and the chip."""
NO_ECHO_NS = 38_000_000
"""How long ECHO stays high when nothing comes back (HC-SR04 datasheet: 38 ms)."""
NEAREST_M, FARTHEST_M = 0.02, 4.0
"""Range of the HC-SR04 by its datasheet."""
OUTPUT_OHMS = 100.0


def speed_of_sound(temperature_c: float) -> float:
    """Return metres per second in dry air: 343.2 at 20 degrees (ideal gas)."""
    return 331.3 * math.sqrt(1 + temperature_c / 273.15)


class DistanceSensor(Part):
    """Answers a pulse on TRIG with one on ECHO that lasts as long as the sound travels.

    Attributes:
        distance_m: to the next thing; farther than 4 m, no echo comes back.
        temperature_c: of the air.
        is_divided: whether ECHO comes through a divider that brings its 5 V down to 3.3 V.
        answers_itself: whether its echo comes from here; a simulated board that plays it better by
            itself (to the microsecond) sets this to False.
    """

    kind = "sonar"
    wiring_types = ("wokwi-hc-sr04",)
    pins = ("VCC", "TRIG", "ECHO", "GND")
    devices = ("DistanceSensor",)
    controls = (
        Control("distance_m", 0.0, 10.0, "m"),
        Control("temperature_c", -20.0, 60.0, "°C"),
    )
    defaults: ClassVar = {"distance_m": 0.5, "temperature_c": 20.0, "is_divided": False}
    distance_m: float
    temperature_c: float
    is_divided: bool

    @classmethod
    def wire(cls, *, echo: Any, trigger: Any, **_: Any) -> dict[str, Any]:
        """Give it power, and both signals."""
        return {"VCC": "5V", "GND": "GND", "ECHO": echo, "TRIG": trigger}

    @classmethod
    def attributes_for(cls, **_: Any) -> dict[str, Any]:
        """Nobody has wired a divider: take it in."""
        return {"is_divided": True}

    def connect(self) -> None:
        """Listen for the trigger; hold ECHO low."""
        self.answers_itself = True
        self._echo = self.output("ECHO")
        self._set_echo(0)
        self._triggered = False
        self._busy_until_ns = 0
        self.listen("TRIG", self._on_trigger)

    def _on_trigger(self, net: Net) -> None:
        if not self.answers_itself:
            return
        if net.level:
            self._triggered = self.has_power and self.clock.now_ns >= self._busy_until_ns
        elif self._triggered:
            self._triggered = False
            self._send_burst()

    def _send_burst(self) -> None:
        rise_ns = self.clock.now_ns + BURST_NS
        self._busy_until_ns = rise_ns + self._echo_ns()
        self.clock.at(rise_ns, self._set_echo, 1)
        self.clock.at(self._busy_until_ns, self._set_echo, 0)

    @property
    def echo_us(self) -> float | None:
        """How long ECHO would be high now: None where nothing comes back, 0.0 without power."""
        if not self.has_power:
            return 0.0
        return None if self.distance_m > FARTHEST_M else self._echo_ns() / 1000

    def _echo_ns(self) -> int:
        if self.distance_m > FARTHEST_M:
            return NO_ECHO_NS
        distance_m = max(self.distance_m, NEAREST_M)
        return round(2 * distance_m / speed_of_sound(self.temperature_c) * NS_PER_S)

    def _set_echo(self, level: int) -> None:
        high_volts = PI_HIGH_VOLTS if self.is_divided else self.nets["VCC"].mean_volts
        self.circuit.drive(self._echo, high_volts if level else 0.0, OUTPUT_OHMS)

    def look(self) -> dict[str, Any]:
        """Return the distance."""
        return {"distance_m": self.distance_m}

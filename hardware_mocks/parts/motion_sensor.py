"""A passive infra-red motion sensor (PIR), HC-SR501."""

import random
from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import PI_HIGH_VOLTS
from hardware_mocks.parts.part import Control, Part
from hardware_mocks.virtual_time import NS_PER_S

OUTPUT_OHMS = 1_000.0
MOST_FALSE_ALARMS = 3
"""During its first minute the module fires 0 to 3 times for nothing (HC-SR501 datasheet)."""


class MotionSensor(Part):
    """Raises OUT when something warm moves, and holds it for a while after the last motion.

    Attributes:
        motion: whether something moves.
        warmup_s: after power-on, for how long it does not see but may fire for nothing; up to
            60 s on a real one.
        delay_s: how long OUT stays high after the last motion.
        inhibit_s: how long it is blind after OUT fell; 2.5 s on a real one.
        retrigger: whether motion while OUT is high prolongs it (jumper H), or not (jumper L).
        active_high: whether OUT is high for motion.
    """

    kind = "pir"
    wiring_types = ("wokwi-pir-motion-sensor",)
    pins = ("VCC", "OUT", "GND")
    devices = ("MotionSensor",)
    controls = (Control("motion", is_switch=True), Control("warmup_s", 0.0, 120.0, "s"))
    defaults: ClassVar = {
        "motion": False,
        "warmup_s": 0.0,
        "delay_s": 2.5,
        "inhibit_s": 0.0,
        "retrigger": True,
        "active_high": True,
    }
    motion: bool
    warmup_s: float
    delay_s: float
    inhibit_s: float
    retrigger: bool
    active_high: bool

    @classmethod
    def wire(cls, *, pin: Any, **_: Any) -> dict[str, Any]:
        """Give it power, and its output to the pin."""
        return {"VCC": "5V", "GND": "GND", "OUT": pin}

    @classmethod
    def attributes_for(
        cls, *, pull_up: bool | None = False, active_state: bool | None = None, **_: Any
    ) -> dict[str, Any]:
        """The sensor is of the kind that the program expects."""
        return {"active_high": not pull_up if active_state is None else active_state}

    def connect(self) -> None:
        """Begin to warm up."""
        self._output = self.output("OUT")
        self._ticket = 0
        self.power_changed()

    def power_changed(self) -> None:
        """Begin anew, with warming up."""
        self._powered_ns = self.clock.now_ns
        self._set_output(False)
        self._warm_up()

    def _warm_up(self) -> None:
        self._blind_until_ns = self._powered_ns + round(self.warmup_s * NS_PER_S)
        if self.clock.now_ns >= self._blind_until_ns:
            self._look_around()
            return
        chance = random.Random(f"{self.bench.seed} {self.name}")
        for _ in range(chance.randint(0, MOST_FALSE_ALARMS)):
            at_ns = self._powered_ns + round(chance.random() * self.warmup_s * NS_PER_S)
            self.clock.at(at_ns, self._fire)
        self.clock.at(self._blind_until_ns, self._look_around)

    def changed(self, control: str) -> None:
        """Something begins or ceases to move."""
        if control == "warmup_s":
            self._warm_up()
        elif self.motion:
            self._look_around()
        elif self.is_high and self.retrigger:
            self._hold()

    def _look_around(self) -> None:
        """Fire if there is something to see and nothing keeps it from seeing."""
        if self._sees_motion:
            self._fire()

    @property
    def _sees_motion(self) -> bool:
        return self.motion and self.clock.now_ns >= self._blind_until_ns

    def _fire(self) -> None:
        if self.has_power and (self.retrigger or not self.is_high):
            self._set_output(True)
            self._hold()

    def _hold(self) -> None:
        """Let OUT fall `delay_s` from now, unless something moves again by then."""
        self._ticket += 1
        self.clock.after(round(self.delay_s * NS_PER_S), self._fall, self._ticket)

    def _fall(self, ticket: int) -> None:
        if ticket != self._ticket or (self.retrigger and self._sees_motion):
            return
        self._set_output(False)
        inhibit_ns = round(self.inhibit_s * NS_PER_S)
        self._blind_until_ns = max(self._blind_until_ns, self.clock.now_ns + inhibit_ns)
        self.clock.after(inhibit_ns, self._look_around)

    def _set_output(self, is_high: bool) -> None:
        self.is_high = is_high
        volts = PI_HIGH_VOLTS if is_high == self.active_high else 0.0
        self.circuit.drive(self._output, volts if self.has_power else None, OUTPUT_OHMS)

    def look(self) -> dict[str, Any]:
        """Return whether something moves, and whether the sensor says so."""
        return {"motion": self.motion, "output": self.is_high}

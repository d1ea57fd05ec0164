"""A DC motor: its speed follows the voltage, a little late."""

import math
from collections.abc import Callable
from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import Net
from hardware_mocks.parts.part import Part
from hardware_mocks.virtual_time import NS_PER_S

LAG_S = 0.1
"""Mechanical time constant of a small gear motor: after it, 63 % of the new speed are reached."""
WINDING_OHMS = 1_000.0
"""Only the voltage counts here; the real winding has a few ohms."""


class Lag:
    """A value that follows its goal like 1 - e^(-t / lag), exact at any time."""

    def __init__(self, lag_s: float) -> None:
        self._lag_ns = lag_s * NS_PER_S
        self._value = self._goal = 0.0
        self._since_ns = 0

    def at(self, t_ns: int) -> float:
        """Return the value at a time not before the last call of `aim`."""
        gone = math.exp(-(t_ns - self._since_ns) / self._lag_ns)
        return self._goal + (self._value - self._goal) * gone

    def aim(self, t_ns: int, goal: float) -> None:
        """Set a new goal."""
        self._value, self._since_ns, self._goal = self.at(t_ns), t_ns, goal


class DcMotor(Part):
    """Turns forwards while + is above -.

    Attributes:
        rated_v: voltage for its full speed.
        no_load_rpm: its full speed, in turns a minute.
        turned_by: says the speed (as `speed` does) where a world knows it better, as that of a car
            whose wheels are held back by the floor; else None.
    """

    kind = "dc_motor"
    wiring_types = ("chip-dc-motor",)
    pins = ("+", "-")
    defaults: ClassVar = {"rated_v": 6.0, "no_load_rpm": 200.0}
    rated_v: float
    no_load_rpm: float

    def connect(self) -> None:
        """Take current; follow the voltage."""
        self.resistor("+", "-", WINDING_OHMS)
        self.turned_by: Callable[[], float] | None = None
        self._lag = Lag(LAG_S)
        for pin in self.pins:
            self.listen(pin, self._on_volts)
        self._on_volts(self.nets["+"])

    def _on_volts(self, _net: Net) -> None:
        self._lag.aim(self.clock.now_ns, self.volts_across("+", "-") / self.rated_v)

    @property
    def speed(self) -> float:
        """From -1 (full speed backwards) to 1, or more with more than the rated voltage."""
        return self._lag.at(self.clock.now_ns) if self.turned_by is None else self.turned_by()

    def look(self) -> dict[str, Any]:
        """Return the speed as a share of full speed, and in turns a minute."""
        speed = self.speed
        return {"speed": round(speed, 4) + 0.0, "rpm": round(speed * self.no_load_rpm, 1) + 0.0}

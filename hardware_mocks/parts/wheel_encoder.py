"""A slotted disc on a wheel with a light barrier: pulses as the wheel turns."""

import math
from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import Net
from hardware_mocks.parts.dc_motor import DcMotor
from hardware_mocks.parts.part import Control, Part
from hardware_mocks.virtual_time import NS_PER_S

OUTPUT_OHMS = 1_000.0
LOOK_NS = 5_000_000
"""How often the speed of a wheel is looked at while it turns."""
SLOWEST_HZ = 0.5
"""Fewer edges a second are no turning wheel."""


class WheelEncoder(Part):
    """Puts OUT high while a slot lies in the light barrier, low between slots.

    The disc sits on the axle of a motor, which is named by `motor`; without one it turns as fast
    as the control `speed_rpm` says. It cannot tell forwards from backwards.

    Attributes:
        motor: name of the DC motor that turns it, or "".
        slots: of the disc, each with a bar beside it: two edges.
        speed_rpm: turns a minute where no motor turns it.
        counts_itself: whether its edges come from here; a simulated board that hears them better
            by itself (to the microsecond) sets this to False.
    """

    kind = "wheel_encoder"
    wiring_types = ("chip-wheel-encoder",)
    pins = ("VCC", "GND", "OUT")
    controls = (Control("speed_rpm", 0.0, 10_000.0, "rpm"),)
    defaults: ClassVar = {"motor": "", "slots": 20.0, "speed_rpm": 0.0}
    motor: str
    slots: float
    speed_rpm: float

    def connect(self) -> None:
        """Stand on a bar; look for the motor when everything is on the bench."""
        self._output = self.output("OUT")
        self._level = 0
        self._turned = 0.0  # edges, with the part of the next one
        self._is_looking = False
        self.counts_itself = True
        self.power_changed()
        self.clock.after(0, self._sit_on_the_axle)

    def _sit_on_the_axle(self) -> None:
        motor = self._its_motor
        for net in set() if motor is None else set(motor.nets.values()):
            net.listen(self._on_motor)
            self._listening.append((net, self._on_motor))
        self._look_soon()

    @property
    def _its_motor(self) -> DcMotor | None:
        motor = self.bench.parts.get(self.motor) if self.motor else None
        return motor if isinstance(motor, DcMotor) else None

    def _on_motor(self, _net: Net) -> None:
        self._look_soon()

    def changed(self, control: str) -> None:
        """Turn at another speed."""
        self._look_soon()

    def power_changed(self) -> None:
        """Show what is in the light barrier, or nothing without power."""
        volts = (self.nets["VCC"].mean_volts or 0.0) * self._level
        self.circuit.drive(self._output, volts if self.has_power else None, OUTPUT_OHMS)

    @property
    def edges_per_s(self) -> float:
        """How many edges OUT has in a second at this moment; 0.0 without power."""
        motor = self._its_motor
        rpm = self.speed_rpm if motor is None else abs(motor.speed) * motor.no_load_rpm
        edges = rpm / 60 * self.slots * 2
        return edges if edges >= SLOWEST_HZ and self.has_power else 0.0

    def _look_soon(self) -> None:
        if not self._is_looking and self.counts_itself:
            self._is_looking = True
            self.clock.after(LOOK_NS, self._look)

    def _look(self) -> None:
        """Plan the edges of the next stretch, as if the speed of now would last."""
        self._is_looking = False
        rate = self.edges_per_s
        if not rate or not self.counts_itself:
            return  # the next change at the motor looks again
        before, now_ns = self._turned, self.clock.now_ns
        self._turned += rate * LOOK_NS / NS_PER_S
        for edge in range(math.floor(before) + 1, math.floor(self._turned) + 1):
            self.clock.at(now_ns + round((edge - before) / rate * NS_PER_S), self._edge)
        self._look_soon()

    def _edge(self) -> None:
        self._level = 1 - self._level
        self.power_changed()

    def look(self) -> dict[str, Any]:
        """Return how many edges a second it has."""
        return {"edge_hz": round(self.edges_per_s, 1)}

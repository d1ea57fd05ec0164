"""A hobby servo, SG90: the width of its pulses says to which angle it goes."""

import math
from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import Net
from hardware_mocks.parts.part import Part
from hardware_mocks.virtual_time import NS_PER_S

DEG_PER_S = 600.0
"""SG90 datasheet: 0.1 s for 60 degrees at 4.8 V."""
PULSE_US = (499.9, 2500.1)
"""Narrower or wider pulses are none that it understands."""
FRAME_HZ = (40.0, 70.0)
"""It is made for 50 pulses a second; analogue ones bear a little less and more."""
FRAME_NS = 20_000_000


class Servo(Part):
    """Turns to the angle that the pulses ask for, as fast as it can.

    Attributes:
        min_us, max_us: pulse widths at its two ends.
        min_deg, max_deg: angles at its two ends; it starts in the middle.
    """

    kind = "servo"
    wiring_types = ("wokwi-servo",)
    pins = ("GND", "V+", "PWM")
    devices = ("Servo", "AngularServo")
    power_pins = ("V+", "GND")
    defaults: ClassVar = {"min_us": 500.0, "max_us": 2400.0, "min_deg": 0.0, "max_deg": 180.0}
    min_us: float
    max_us: float
    min_deg: float
    max_deg: float

    @classmethod
    def wire(cls, *, pin: Any, **_: Any) -> dict[str, Any]:
        """Give it power, and the signal."""
        return {"V+": "5V", "GND": "GND", "PWM": pin}

    @classmethod
    def attributes_for(
        cls,
        *,
        min_pulse_width: float,
        max_pulse_width: float,
        min_angle: float = -90.0,
        max_angle: float = 90.0,
        **_: Any,
    ) -> dict[str, Any]:
        """It is the servo that the program has been calibrated to."""
        return {
            "min_us": min_pulse_width * 1e6,
            "max_us": max_pulse_width * 1e6,
            "min_deg": float(min_angle),
            "max_deg": float(max_angle),
        }

    def connect(self) -> None:
        """Listen to the signal; stand in the middle."""
        self._angle_deg = self._goal_deg = (self.min_deg + self.max_deg) / 2
        self._since_ns = self._rise_ns = 0
        self._until_ns = math.inf
        self._was_high = self._jitters = False
        self._pulse_us: float | None = None
        self.listen("PWM", self._on_signal)

    def power_changed(self) -> None:
        """Move on, or stop."""
        self._on_signal(self.nets["PWM"])

    def _on_signal(self, _net: Net) -> None:
        now_ns = self.clock.now_ns
        self._angle_deg, self._since_ns = self.angle_deg, now_ns
        hz = self.pulse_hz("PWM")
        if hz is not None:
            self._obey(self.share_high("PWM") / hz * 1e6, hz, math.inf)
            self._was_high = False
            return
        is_high = self.share_high("PWM") == 1
        if self._was_high and not is_high:  # the end of a pulse that the program made by hand
            self._obey((now_ns - self._rise_ns) / 1e3, 50.0, now_ns + FRAME_NS)
        elif is_high and not self._was_high:
            self._rise_ns = now_ns
        elif not is_high:
            self._obey(None, 50.0, math.inf)
        self._was_high = is_high

    def _obey(self, pulse_us: float | None, hz: float, until_ns: float) -> None:
        """Set out for the angle of a pulse; without a good one, stay."""
        self._pulse_us = None if pulse_us is None else round(pulse_us, 3)
        self._goal_deg, self._until_ns, self._jitters = self._angle_deg, until_ns, False
        if pulse_us is None or not self.has_power:
            return
        if not (PULSE_US[0] <= pulse_us <= PULSE_US[1] and FRAME_HZ[0] <= hz <= FRAME_HZ[1]):
            self._jitters = True
            return
        share = (pulse_us - self.min_us) / (self.max_us - self.min_us)
        self._goal_deg = self.min_deg + min(1, max(0, share)) * (self.max_deg - self.min_deg)

    @property
    def angle_deg(self) -> float:
        """Where it stands now."""
        moving_ns = min(self.clock.now_ns, self._until_ns) - self._since_ns
        reach_deg = max(0.0, moving_ns) / NS_PER_S * DEG_PER_S
        way_deg = self._goal_deg - self._angle_deg
        return self._angle_deg + max(-reach_deg, min(reach_deg, way_deg))

    def look(self) -> dict[str, Any]:
        """Return where it stands, the pulses it gets, if they make it jitter, and its ends."""
        return {
            "angle_deg": round(self.angle_deg, 3) + 0.0,  # never -0.0
            "pulse_us": self._pulse_us,
            "jitters": self._jitters,
            "min_deg": self.min_deg,
            "max_deg": self.max_deg,
        }

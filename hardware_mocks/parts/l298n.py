"""The motor driver L298N, on the usual red module."""

from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import Net
from hardware_mocks.parts.part import Part

DROP_VOLTS = 1.8
"""Lost in its transistors (L298 datasheet: total drop at 1 A, at least 1.80 V)."""
OUTPUT_OHMS = 0.1
REGULATOR_VOLTS = 5.0
REGULATOR_LOWEST_VOLTS = 7.0
"""From here on the module's own regulator feeds its 5V pin."""
CHANNELS = {"A": ("ENA", "IN1", "IN2", "OUT1", "OUT2"), "B": ("ENB", "IN3", "IN4", "OUT3", "OUT4")}


class L298n(Part):
    """Puts the motor supply on its outputs as its inputs say, on average over the PWM.

    Each channel goes forward with (high, low) at its inputs, backward with (low, high), brakes
    when they are equal, and lets the motor coast while its enable pin is low. An enable pin that
    nothing is wired to has its jumper, which enables it.
    """

    kind = "l298n"
    wiring_types = ("chip-l298n",)
    pins = (
        *("12V", "GND", "5V", "ENA", "IN1", "IN2", "IN3", "IN4", "ENB"),
        *("OUT1", "OUT2", "OUT3", "OUT4"),
    )
    power_pins: ClassVar[tuple[str, str]] = ("12V", "GND")

    def connect(self) -> None:
        """Follow inputs and supply."""
        self._outputs = {pin: self.output(pin) for pin in self.pins if pin.startswith("OUT")}
        self._regulator = self.output("5V")
        for pin in ("12V", "ENA", "IN1", "IN2", "IN3", "IN4", "ENB"):
            self.listen(pin, self._on_change)
        self._on_change(self.nets["12V"])

    def _on_change(self, _net: Net) -> None:
        volts = (self.nets["12V"].mean_volts or 0.0) if self.has_power else 0.0
        regulated = REGULATOR_VOLTS if volts >= REGULATOR_LOWEST_VOLTS else None
        if regulated != self._regulator.volts:
            self.circuit.drive(self._regulator, regulated, OUTPUT_OHMS)
        for enable, in_a, in_b, out_a, out_b in CHANNELS.values():
            for pin, out in ((in_a, out_a), (in_b, out_b)):
                level = volts - DROP_VOLTS if volts > DROP_VOLTS and self._enabled(enable) else None
                share = self.share_high(pin) * self._enabled(enable)
                mean_volts = None if level is None else level * share
                if mean_volts != self._outputs[out].volts:
                    self.circuit.drive(self._outputs[out], mean_volts, OUTPUT_OHMS)

    def _enabled(self, pin: str) -> float:
        return 1.0 if self.nets[pin].volts is None else self.share_high(pin)

    def _action(self, enable: str, in_a: str, in_b: str) -> str:
        if not self.has_power or not self._enabled(enable):
            return "coast"
        difference = self.share_high(in_a) - self.share_high(in_b)
        return "brake" if not difference else "forward" if difference > 0 else "backward"

    def look(self) -> dict[str, Any]:
        """Return what each channel does: "forward", "backward", "brake" or "coast"."""
        return {name: self._action(*inputs[:3]) for name, inputs in CHANNELS.items()}

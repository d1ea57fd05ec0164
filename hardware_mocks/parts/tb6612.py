"""The motor driver TB6612FNG."""

from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import Net
from hardware_mocks.parts.part import Part

OUTPUT_OHMS = 0.25
"""Each of the two transistors in the way (TB6612FNG datasheet: both together 0.5 ohm)."""
CHANNELS = {
    "A": ("PWMA", "AIN1", "AIN2", "AO1", "AO2"),
    "B": ("PWMB", "BIN1", "BIN2", "BO1", "BO2"),
}


class Tb6612(Part):
    """Puts VM on its outputs as its inputs say, on average over the PWM.

    Each channel goes forward with IN1 high and IN2 low, backward with them exchanged, brakes with
    both high or while its PWM pin is low, and lets the motor coast with both low or while STBY is
    not high. Inputs that nothing is wired to are low (datasheet: pulled down by 200 kilohms).
    """

    kind = "tb6612"
    wiring_types = ("chip-tb6612",)
    pins = (
        *("VM", "VCC", "GND.1", "AO1", "AO2", "BO2", "BO1", "GND.2"),
        *("PWMA", "AIN2", "AIN1", "STBY", "BIN1", "BIN2", "PWMB", "GND.3"),
    )
    power_pins: ClassVar[tuple[str, str]] = ("VCC", "GND.1")

    def connect(self) -> None:
        """Follow inputs and supplies."""
        self._outputs = {out: self.output(out) for c in CHANNELS.values() for out in c[3:]}
        for pin in ("VM", "VCC", "STBY", *(pin for c in CHANNELS.values() for pin in c[:3])):
            self.listen(pin, self._on_change)
        self._on_change(self.nets["VM"])

    def _on_change(self, _net: Net) -> None:
        supply_volts = self.nets["VM"].mean_volts
        for pwm, in_1, in_2, out_1, out_2 in CHANNELS.values():
            coasts = supply_volts is None or self._action(pwm, in_1, in_2) == "coast"
            difference = self.share_high(in_1) - self.share_high(in_2)
            for out, share in ((out_1, difference), (out_2, -difference)):
                mean_volts = (supply_volts or 0.0) * max(0.0, share) * self.share_high(pwm)
                wanted = None if coasts else mean_volts
                if wanted != self._outputs[out].volts:
                    self.circuit.drive(self._outputs[out], wanted, OUTPUT_OHMS)

    def _action(self, pwm: str, in_1: str, in_2: str) -> str:
        forward, backward = self.share_high(in_1), self.share_high(in_2)
        if not self.has_power or not self.share_high("STBY") or not (forward or backward):
            return "coast"
        if forward == backward or not self.share_high(pwm):
            return "brake"
        return "forward" if forward > backward else "backward"

    def look(self) -> dict[str, Any]:
        """Return what each channel does: "forward", "backward", "brake" or "coast"."""
        return {name: self._action(*pins[:3]) for name, pins in CHANNELS.items()}

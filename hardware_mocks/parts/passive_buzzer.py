"""A passive buzzer: a disc that moves with the voltage, so the program makes the tone."""

from typing import Any

from hardware_mocks.gpio.circuit import Net
from hardware_mocks.parts.part import Part
from hardware_mocks.virtual_time import NS_PER_S

PIEZO_OHMS = 10_000.0
LOWEST_HZ, HIGHEST_HZ = 20.0, 20_000.0
"""What people hear."""


class PassiveBuzzer(Part):
    """Sounds at the frequency with which the voltage between its pins changes."""

    kind = "tonal_buzzer"
    wiring_types = ("wokwi-buzzer",)
    pins = ("1", "2")  # 1 is minus
    devices = ("TonalBuzzer",)

    @classmethod
    def wire(cls, *, pin: Any, **_: Any) -> dict[str, Any]:
        """Plus to the pin, minus to ground."""
        return {"1": "GND", "2": pin}

    def connect(self) -> None:
        """Take a little current; notice pulses that a program makes by hand."""
        self.resistor("2", "1", PIEZO_OHMS)
        self._rise_ns = self._period_ns = 0
        self._was_high = False
        self.listen("2", self._on_change)

    def _on_change(self, _net: Net) -> None:
        is_high = self.share_high("2") == 1
        if is_high and not self._was_high:
            now_ns = self.clock.now_ns
            self._rise_ns, self._period_ns = now_ns, now_ns - self._rise_ns
        self._was_high = is_high

    @property
    def tone_hz(self) -> float | None:
        """What is heard, or None."""
        hz = self.pulse_hz("2") or self.pulse_hz("1")
        since_rise_ns = self.clock.now_ns - self._rise_ns
        if hz is None and self._period_ns and since_rise_ns < 1.5 * self._period_ns:
            hz = NS_PER_S / self._period_ns
        return hz if hz is not None and LOWEST_HZ <= hz <= HIGHEST_HZ else None

    def look(self) -> dict[str, Any]:
        """Return the tone that is heard, or None."""
        return {"tone_hz": self.tone_hz}

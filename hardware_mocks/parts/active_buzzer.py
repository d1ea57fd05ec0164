"""An active buzzer: it makes its one note by itself while it has power."""

from typing import Any, ClassVar

from hardware_mocks.parts.part import Part

COIL_OHMS = 100.0
LOWEST_VOLTS = 2.0
NOTE_HZ = 2300.0
"""TMB12A03: 2 to 5 V, at most 30 mA at its 3 V, 2300 Hz plus or minus 300."""


class ActiveBuzzer(Part):
    """Sounds while pin 2 is above pin 1; pulses only make it click.

    Attributes:
        frequency_hz: of its note.
    """

    kind = "buzzer"
    wiring_types = ("chip-active-buzzer",)
    pins = ("1", "2")  # 1 is minus
    devices = ("Buzzer",)
    defaults: ClassVar = {"frequency_hz": NOTE_HZ}
    frequency_hz: float

    @classmethod
    def wire(cls, *, pin: Any, active_high: bool = True, **_: Any) -> dict[str, Any]:
        """Plus to the pin and minus to ground, or upside down when active low."""
        return {"1": "GND", "2": pin} if active_high else {"1": pin, "2": "3V3"}

    def connect(self) -> None:
        """Take current."""
        self.resistor("2", "1", COIL_OHMS)

    def look(self) -> dict[str, Any]:
        """Return its note while it sounds, and how often a second pulses make it click."""
        clicks_hz = self.pulse_hz("2") or self.pulse_hz("1")
        sounds = clicks_hz is None and self.volts_across("2", "1") >= LOWEST_VOLTS
        return {"tone_hz": self.frequency_hz if sounds else None, "clicks_hz": clicks_hz}

"""A potentiometer: its wiper takes a share of the voltage between its ends."""

from typing import Any, ClassVar

from hardware_mocks.parts.part import Control, Part

TRACK_OHMS = 10_000.0
END_OHMS = 1.0
"""What is left between the wiper and an end when it stands there."""


class Potentiometer(Part):
    """Gives SIG the voltage between GND (position 0) and VCC (position 1).

    Attributes:
        position: of the wiper, 0.0-1.0.
    """

    kind = "potentiometer"
    wiring_types = ("wokwi-potentiometer", "wokwi-slide-potentiometer")
    pins = ("GND", "SIG", "VCC")
    controls = (Control("position"),)
    defaults: ClassVar = {"position": 0.0}
    position: float

    def connect(self) -> None:
        """Split the track in two."""
        self._lower = self.resistor("GND", "SIG", TRACK_OHMS)
        self._upper = self.resistor("SIG", "VCC", TRACK_OHMS)
        self.changed("position")

    def changed(self, control: str) -> None:
        """Move the wiper."""
        self.circuit.set_ohms(self._lower, max(END_OHMS, self.position * TRACK_OHMS))
        self.circuit.set_ohms(self._upper, max(END_OHMS, (1 - self.position) * TRACK_OHMS))

    def look(self) -> dict[str, Any]:
        """Return where the wiper stands."""
        return {"position": self.position}

"""A resistor."""

from typing import Any, ClassVar

from hardware_mocks.parts.part import Part


class Resistor(Part):
    """Joins its two pins by `resistance_ohm`."""

    kind = "resistor"
    is_passive = True
    wiring_types = ("wokwi-resistor",)
    pins = ("1", "2")
    defaults: ClassVar = {"resistance_ohm": 220.0}
    resistance_ohm: float

    def connect(self) -> None:
        """Join the pins."""
        self._branch = self.resistor("1", "2", self.resistance_ohm)

    def look(self) -> dict[str, Any]:
        """Return how much it resists."""
        return {"resistance_ohm": self.resistance_ohm}

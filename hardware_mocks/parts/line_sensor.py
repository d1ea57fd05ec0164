"""A reflective line sensor, TCRT5000 with a comparator."""

from typing import Any, ClassVar

from hardware_mocks.parts.part import Control, Part

OUTPUT_OHMS = 1_000.0


class LineSensor(Part):
    """Puts OUT low over a dark line and high over a white floor, as gpiozero expects it.

    Attributes:
        line: whether a line is under it.
        line_is_high: whether OUT is high over a line instead.
    """

    kind = "line_sensor"
    wiring_types = ("chip-line-sensor",)
    pins = ("VCC", "OUT", "GND")
    devices = ("LineSensor",)
    controls = (Control("line", is_switch=True),)
    defaults: ClassVar = {"line": False, "line_is_high": False}
    line: bool
    line_is_high: bool

    @classmethod
    def wire(cls, *, pin: Any, **_: Any) -> dict[str, Any]:
        """Give it power, and its output to the pin."""
        return {"VCC": "3V3", "GND": "GND", "OUT": pin}

    @classmethod
    def attributes_for(
        cls, *, pull_up: bool | None = False, active_state: bool | None = None, **_: Any
    ) -> dict[str, Any]:
        """Active means white floor to gpiozero; the sensor is of the kind that it expects."""
        return {"line_is_high": bool(pull_up) if active_state is None else not active_state}

    def connect(self) -> None:
        """Show what is under it."""
        self._output = self.output("OUT")
        self.power_changed()

    def changed(self, control: str) -> None:
        """Show what is under it now."""
        self.power_changed()

    def power_changed(self) -> None:
        """Put a level out, or let go without power."""
        volts = self.nets["VCC"].mean_volts if self.line == self.line_is_high else 0.0
        self.circuit.drive(self._output, volts if self.has_power else None, OUTPUT_OHMS)

    def look(self) -> dict[str, Any]:
        """Return whether a line is under it."""
        return {"line": self.line}

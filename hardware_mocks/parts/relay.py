"""A relay module: a coil behind a transistor, and a contact that it moves."""

from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import SWITCH_OHMS, Net
from hardware_mocks.parts.part import Part

OPERATE_NS, RELEASE_NS = 10_000_000, 5_000_000
"""Songle SRD-05VDC datasheet: at most 10 ms to pull in, 5 ms to let go."""


class Relay(Part):
    """Joins COM to NC, and to NO while its input switches the coil on.

    Attributes:
        transistor: "npn" (on with IN high) or "pnp" (on with IN low).
    """

    kind = "relay"
    wiring_types = ("wokwi-relay-module",)
    pins = ("VCC", "GND", "IN", "NC", "COM", "NO")
    defaults: ClassVar = {"transistor": "npn"}
    transistor: str

    def connect(self) -> None:
        """Make both contacts; follow the input."""
        self._normally_closed = self.resistor("COM", "NC", SWITCH_OHMS)
        self._normally_open = self.resistor("COM", "NO", None)
        self.is_on = self._is_wanted = False
        self.click_count = 0
        self._ticket = 0
        self.listen("IN", self._on_input)
        self._on_input(self.nets["IN"])

    def power_changed(self) -> None:
        """Without power the coil lets go."""
        self._on_input(self.nets["IN"])

    def _on_input(self, net: Net) -> None:
        share = self.share_high("IN") if self.transistor == "npn" else 1 - self.share_high("IN")
        wanted = self.has_power and net.volts is not None and share >= 0.5
        if wanted != self._is_wanted:
            self._is_wanted = wanted
            self._ticket += 1
            self.clock.after(OPERATE_NS if wanted else RELEASE_NS, self._move, self._ticket)

    def _move(self, ticket: int) -> None:
        if ticket != self._ticket or self.is_on == self._is_wanted:
            return
        self.is_on = self._is_wanted
        self.click_count += 1
        leaving, touching = self._normally_open, self._normally_closed
        if self.is_on:
            leaving, touching = touching, leaving
        self.circuit.set_ohms(leaving, None)
        self.circuit.set_ohms(touching, SWITCH_OHMS)

    def look(self) -> dict[str, Any]:
        """Return whether COM is at NO, and how often it has clicked."""
        return {"on": self.is_on, "click_count": self.click_count}

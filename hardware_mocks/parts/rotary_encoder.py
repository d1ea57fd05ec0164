"""A rotary encoder with a push button in its knob, KY-040."""

from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import SWITCH_OHMS
from hardware_mocks.parts.contact import Contact
from hardware_mocks.parts.part import Control, Part
from makerkit.errors import BadInputError

PULL_OHMS = 10_000.0
"""The two resistors on the module, from CLK and DT to VCC."""
EDGE_NS = 5_000_000
"""Between two edges: 50 clicks a second, a brisk hand."""
LONGEST_TURN_STEPS = 10_000


class RotaryEncoder(Part):
    """Closes CLK and DT to ground one after the other at each click of a turn.

    Turned clockwise, CLK falls first; counter-clockwise, DT does. At rest both are open.

    Attributes:
        pressed: whether the knob is pushed, which joins SW to ground.
        steps: how many clicks it stands clockwise of where it began.
    """

    kind = "rotary_encoder"
    wiring_types = ("wokwi-ky-040",)
    pins = ("CLK", "DT", "SW", "VCC", "GND")
    devices = ("RotaryEncoder",)
    controls = (Control("pressed", is_switch=True),)
    defaults: ClassVar = {"pressed": False}
    pressed: bool

    @classmethod
    def wire(cls, *, a: Any, b: Any, **_: Any) -> dict[str, Any]:
        """A is CLK and B is DT; the Pi pulls them up."""
        return {"CLK": a, "DT": b, "GND": "GND"}

    def connect(self) -> None:
        """Make the contacts and their pull-ups."""
        self.steps = 0
        self._busy_until_ns = 0
        self._contacts = {pin: self.resistor(pin, "GND", None) for pin in ("CLK", "DT")}
        if "VCC" in self.nets:
            for pin in self._contacts:
                self.resistor(pin, "VCC", PULL_OHMS)
        if "SW" in self.nets:
            self._button = Contact(self, "SW", "GND", closed=self.pressed)

    def turn(self, steps: int) -> None:
        """Turn by so many clicks, after those it is still turning; negative is counter-clockwise.

        Raises:
            BadInputError: that is no number of clicks.
        """
        if steps != int(steps) or abs(steps) > LONGEST_TURN_STEPS:
            raise BadInputError(
                f"{self.name}: turns go by whole clicks, at most {LONGEST_TURN_STEPS} (got {steps})"
            )
        first, second = ("CLK", "DT") if steps > 0 else ("DT", "CLK")
        at_ns = max(self.clock.now_ns, self._busy_until_ns)
        for _ in range(abs(int(steps))):
            for pin, closed in ((first, True), (second, True), (first, False), (second, False)):
                self.clock.at(at_ns, self._move, pin, closed)
                at_ns += EDGE_NS
        self._busy_until_ns = at_ns
        self.steps += int(steps)

    def _move(self, pin: str, closed: bool) -> None:
        self.circuit.set_ohms(self._contacts[pin], SWITCH_OHMS if closed else None)

    def press(self) -> None:
        """Push the knob."""
        self.set(pressed=True)

    def release(self) -> None:
        """Let it go."""
        self.set(pressed=False)

    def changed(self, control: str) -> None:
        """Move the contact of the knob."""
        if "SW" in self.nets:
            self._button.move(closed=self.pressed)

    def look(self) -> dict[str, Any]:
        """Return how far it has been turned, whether it still turns, whether it is pushed."""
        turning = self.clock.now_ns < self._busy_until_ns
        return {"steps": self.steps, "turning": turning, "pressed": self.pressed}

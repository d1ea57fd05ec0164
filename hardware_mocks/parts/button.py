"""A push button, with the bounce of its contacts."""

from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import SWITCH_OHMS
from hardware_mocks.parts.contact import Contact
from hardware_mocks.parts.part import Control, Part


class Button(Part):
    """Joins its two sides while it is pressed.

    Attributes:
        outer_pull: whether a 10 kilohm resistor pulls the pin the other way.
        bounce_ms: for how long the contact chatters after each press and release; 0 is a
            clean contact. Cheap buttons chatter for 1 to 5 ms.
    """

    kind = "button"
    wiring_types = ("wokwi-pushbutton", "wokwi-pushbutton-6mm")
    pins = ("1.l", "1.r", "2.l", "2.r")
    devices = ("Button",)
    controls = (Control("pressed", is_switch=True), Control("bounce_ms", 0.0, 20.0, "ms"))
    defaults: ClassVar = {"pressed": False, "bounce_ms": 0.0, "outer_pull": False}
    pressed: bool
    outer_pull: bool
    bounce_ms: float

    @classmethod
    def wire(
        cls,
        *,
        pin: Any,
        pull_up: bool | None = True,
        active_state: bool | None = None,
        **_: Any,
    ) -> dict[str, Any]:
        """One side to the pin, the other to ground, or to 3.3 V where pressed means high."""
        pressed_is_high = not pull_up if active_state is None else active_state
        return {"1.l": pin, "2.l": "3V3" if pressed_is_high else "GND"}

    @classmethod
    def attributes_for(cls, *, pull_up: bool | None = True, **_: Any) -> dict[str, Any]:
        """Without the Pi's own pull there must be a resistor outside."""
        return {"outer_pull": pull_up is None}

    def connect(self) -> None:
        """Join the two halves of each side, and the sides by the contact."""
        for left, right in (("1.l", "1.r"), ("2.l", "2.r")):
            if self.nets.get(left) is not self.nets.get(right, self.nets.get(left)):
                self.resistor(left, right, SWITCH_OHMS)
        one, two = (next(p for p in self.pins if p[0] == s and p in self.nets) for s in "12")
        self._contact = Contact(self, one, two, closed=self.pressed)
        if self.outer_pull:
            self.pull_away(one, two)

    def press(self) -> None:
        """Push it down."""
        self.set(pressed=True)

    def release(self) -> None:
        """Let it go."""
        self.set(pressed=False)

    def changed(self, control: str) -> None:
        """Close or open the contact."""
        if control == "pressed":
            self._contact.move(closed=self.pressed, bounce_ms=self.bounce_ms)

    def look(self) -> dict[str, Any]:
        """Return whether it is pressed."""
        return {"pressed": self.pressed}

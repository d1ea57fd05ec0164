"""A limit switch: its lever moves COM from NC to NO."""

from typing import Any, ClassVar

from hardware_mocks.parts.contact import Contact
from hardware_mocks.parts.part import Control, Part


class LimitSwitch(Part):
    """Joins COM to NC at rest and to NO while something presses the lever.

    Attributes:
        bounce_ms: for how long a contact chatters when it closes.
    """

    kind = "limit_switch"
    wiring_types = ("chip-limit-switch",)
    pins = ("COM", "NO", "NC")
    controls = (Control("pressed", is_switch=True),)
    defaults: ClassVar = {"pressed": False, "bounce_ms": 0.0}
    pressed: bool
    bounce_ms: float

    def connect(self) -> None:
        """Make both contacts."""
        self._normally_open = Contact(self, "COM", "NO", closed=self.pressed)
        self._normally_closed = Contact(self, "COM", "NC", closed=not self.pressed)

    def press(self) -> None:
        """Push the lever down."""
        self.set(pressed=True)

    def release(self) -> None:
        """Let it go."""
        self.set(pressed=False)

    def changed(self, control: str) -> None:
        """Leave one contact, then touch the other."""
        leaving, touching = self._normally_open, self._normally_closed
        if self.pressed:
            leaving, touching = touching, leaving
        leaving.move(closed=False)
        touching.move(closed=True, bounce_ms=self.bounce_ms)

    def look(self) -> dict[str, Any]:
        """Return whether it is pressed."""
        return {"pressed": self.pressed}

"""A slide switch: the middle pin is joined to one of the outer two."""

from typing import Any, ClassVar

from hardware_mocks.parts.contact import Contact
from hardware_mocks.parts.part import Control, Part


class SlideSwitch(Part):
    """Joins pin 2 to pin 1 (off, to the left) or to pin 3 (on, to the right).

    Attributes:
        is_right: how it stands at the start.
        bounce_ms: for how long a contact chatters when it closes.
        outer_pull: whether a 10 kilohm resistor pulls pin 2 the other way.
    """

    kind = "switch"
    wiring_types = ("wokwi-slide-switch",)
    pins = ("1", "2", "3")
    devices = ("InputDevice", "DigitalInputDevice", "SmoothedInputDevice")
    controls = (Control("on", is_switch=True),)
    defaults: ClassVar = {"is_right": False, "bounce_ms": 0.0, "outer_pull": False}
    is_right: bool
    bounce_ms: float
    outer_pull: bool

    @classmethod
    def wire(
        cls,
        *,
        pin: Any,
        pull_up: bool | None = False,
        active_state: bool | None = None,
        **_: Any,
    ) -> dict[str, Any]:
        """On joins the pin to its active level."""
        on_is_high = not pull_up if active_state is None else active_state
        return {"2": pin, "3": "3V3" if on_is_high else "GND"}

    @classmethod
    def attributes_for(cls, *, pull_up: bool | None = False, **_: Any) -> dict[str, Any]:
        """Without the Pi's own pull there must be a resistor outside."""
        return {"outer_pull": pull_up is None}

    def connect(self) -> None:
        """Make the contacts that have something to be joined to."""
        self.on = self.is_right
        self._contacts = {
            is_on: Contact(self, "2", pin, closed=is_on == self.on)
            for is_on, pin in ((False, "1"), (True, "3"))
            if pin in self.nets
        }
        if self.outer_pull:
            self.pull_away("2", "3")

    def changed(self, control: str) -> None:
        """Leave one pin, then touch the other."""
        for is_on, contact in self._contacts.items():
            if is_on != self.on:
                contact.move(closed=False)
        if self.on in self._contacts:
            self._contacts[self.on].move(closed=True, bounce_ms=self.bounce_ms)

    def look(self) -> dict[str, Any]:
        """Return whether it is on."""
        return {"on": self.on}

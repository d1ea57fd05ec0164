"""A reed switch on a door: a magnet on the leaf moves its contact."""

from typing import Any, ClassVar

from hardware_mocks.parts.contact import Contact
from hardware_mocks.parts.part import Control, Part


class ReedSwitch(Part):
    """Joins its two pins, or parts them, while the magnet is near.

    Attributes:
        normally: the contact without a magnet: "open" (it closes with the door) or "closed".
        closed: whether the door is closed, so that the magnet is near.
    """

    kind = "reed_switch"
    wiring_types = ("chip-reed-switch",)
    pins = ("1", "2")
    controls = (Control("closed", is_switch=True),)
    defaults: ClassVar = {"normally": "open", "closed": True}
    normally: str
    closed: bool

    def connect(self) -> None:
        """Make the contact."""
        self._contact = Contact(self, "1", "2", closed=self.is_joined)

    @property
    def is_joined(self) -> bool:
        """Whether current can pass."""
        return self.closed == (self.normally == "open")

    def changed(self, control: str) -> None:
        """Move the contact; sealed in glass, it does not chatter for long enough to matter."""
        self._contact.move(closed=self.is_joined)

    def look(self) -> dict[str, Any]:
        """Return whether the door is closed."""
        return {"closed": self.closed}

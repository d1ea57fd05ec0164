"""A membrane keypad: each key joins its row to its column."""

from typing import Any, ClassVar

from hardware_mocks.parts.contact import Contact
from hardware_mocks.parts.part import Control, Part
from makerkit.errors import BadInputError

ROWS = ("R1", "R2", "R3", "R4")
COLUMNS = ("C1", "C2", "C3", "C4")
KEY_OHMS = 100.0
"""A membrane's contact with its printed tracks (Parallax 27899 datasheet: less than 100 ohms)."""
NO_KEY = ""


class Keypad(Part):
    """Joins R2 to C3 while the third key of the second row is held, and so on.

    Several keys can be held at once, as by several fingers; then a matrix without diodes shows
    keys that nobody holds, as the real one does.

    Attributes:
        keys: what is printed on them, row by row, with spaces between.
        columns: "4", or "3" for a keypad without the letters.
        bounce_ms: for how long a key chatters.
        held: the keys that are held now.
    """

    kind = "keypad"
    wiring_types = ("wokwi-membrane-keypad",)
    pins = (*ROWS, *COLUMNS)
    controls = (Control("bounce_ms", 0.0, 20.0, "ms"),)
    defaults: ClassVar = {
        "keys": "1 2 3 A 4 5 6 B 7 8 9 C * 0 # D",
        "columns": "4",
        "bounce_ms": 0.0,
    }
    keys: str
    columns: str
    bounce_ms: float

    def connect(self) -> None:
        """Make a contact for each key."""
        columns = COLUMNS[: int(self.columns)]
        labels = self.keys.split()
        if self.columns == "3" and len(labels) == len(ROWS) * len(COLUMNS):
            labels = [label for place, label in enumerate(labels) if place % len(COLUMNS) != 3]
        places = [(row, column) for row in ROWS for column in columns]
        self._contacts = {
            label: Contact(self, row, column, ohms=KEY_OHMS)
            for label, (row, column) in zip(labels, places, strict=False)
        }
        self.held: list[str] = []

    def press(self, key: str = NO_KEY) -> None:
        """Push a key down.

        Raises:
            BadInputError: there is no such key.
        """
        if key not in self._contacts:
            known = " ".join(self._contacts)
            said = f"no key {key!r}" if key else "keys: say which one"
            raise BadInputError(f"{self.name} has {said}. There are: {known}.")
        if key not in self.held:
            self.held.append(key)
            self._contacts[key].move(closed=True, bounce_ms=self.bounce_ms)
            self.clock.input_changed()

    def release(self, key: str = NO_KEY) -> None:
        """Let a key go, or all of them."""
        for one in [key] if key else list(self.held):
            if one in self.held:
                self.held.remove(one)
                self._contacts[one].move(closed=False, bounce_ms=self.bounce_ms)
        self.clock.input_changed()

    def look(self) -> dict[str, Any]:
        """Return the keys that are held, and all that there are."""
        return {"held": " ".join(self.held), "keypad": " ".join(self._contacts)}

"""A trackbar of an OpenCV window, as a thing on the bench that is moved by hand.

In a scenario: `part = "threshold"`, `action = "set"`, `values = {position = 80}`.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from hardware_mocks.bench import Bench
from hardware_mocks.parts.part import Control
from hardware_mocks.standins.things import Thing, on_the_bench


class Trackbar(Thing):
    """A slider with whole numbers.

    Attributes:
        position: where it stands.
        on_change: told of each new position.
    """

    kind = "trackbar"
    defaults: ClassVar = {"position": 0.0}
    position: float

    def connect(self) -> None:
        """It does nothing until a program has made it."""
        self.lowest, self.highest = 0, 100
        self.on_change: Callable[[int], None] = lambda _position: None
        self.limit()

    def limit(self, *, lowest: int | None = None, highest: int | None = None) -> None:
        """Change its bounds, and bring it between them."""
        self.lowest = self.lowest if lowest is None else lowest
        self.highest = self.highest if highest is None else highest
        self.controls = (Control("position", self.lowest, self.highest),)  # type: ignore[misc]  # each has its own range
        self.position = float(min(max(self.position, self.lowest), self.highest))

    def changed(self, control: str) -> None:
        """Tell the program."""
        self.position = float(round(self.position))
        self.on_change(int(self.position))

    def look(self) -> dict[str, Any]:
        """Return where it stands."""
        return {"position": self.position}


def add_trackbar(bench: Bench, name: str, *, value: int, highest: int) -> Trackbar:
    """Return a new trackbar, or the one of that name with the new bounds."""
    bar = on_the_bench(Trackbar, name, bench)
    bar.limit(lowest=0, highest=highest)
    bar.position = float(min(max(value, 0), highest))
    return bar

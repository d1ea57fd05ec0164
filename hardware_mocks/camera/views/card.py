"""The card of a scene as a thing on the bench, so that a person or a scenario moves it.

`[cameras.camera] looks_at = "card:red"` puts a thing called "card" there; in an event:
`part = "card"`, `action = "set"`, `values = {shown = false}`.
"""

from typing import ClassVar

from hardware_mocks.camera.views.cards import CardsView
from hardware_mocks.parts.part import Control
from hardware_mocks.standins.things import Thing


class Card(Thing):
    """A card held before a camera.

    Attributes:
        shown: whether it is held there.
        x, y: where its middle is, as shares of the field of view.
    """

    kind = "card"
    controls = (Control("shown", is_switch=True), Control("x"), Control("y"))
    defaults: ClassVar = {"shown": True, "x": 0.5, "y": 0.5}
    shown: bool
    x: float
    y: float
    wide: float = 0.4
    tall: float = 0.4
    what: str = "red"
    view: CardsView | None = None

    def hold(self, view: CardsView, what: str) -> None:
        """Hold a card of that colour or picture before a camera."""
        self.view, self.what = view, what
        self.changed("shown")

    def changed(self, control: str) -> None:
        """Move it, show it or take it away."""
        if self.view is None:
            return
        if self.shown:
            at = (self.x - self.wide / 2, self.y - self.tall / 2, self.wide, self.tall)
            self.view.show(self.what, at=at)
        else:
            self.view.take_away()

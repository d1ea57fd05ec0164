"""What is done in the house, by somebody or by itself: the list that everything follows from."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from hardware_mocks.worlds.house.timelines import DoorMotion, Passage, Ramps

BY_ITSELF = ""
DOOR_S = 1.1
"""How long a door or a window takes to be opened or shut by hand."""


@dataclass(frozen=True, slots=True, order=True)
class Deed:
    """One thing that is done at a time.

    Attributes:
        what: "lamp", "leaf", "curtain", "clouds", "rain", "wind", "power", "camera_power", "node",
            "key", "bell", "carry", "insects", "headlights" or "shake".
        thing: the lamp, door, window, camera, keypad or bell; or what is carried.
        value: what it is set to: 0 to 1, a key's number of insects, an angle in rad.
        over_s: how long the change takes, or what is done lasts.
        who: who does it, "" where it happens by itself.
        text: the key that is pressed; where headlights come from.
    """

    t_s: float
    number: int
    what: str = field(compare=False)
    thing: str = field(compare=False, default="")
    value: float = field(compare=False, default=0.0)
    over_s: float = field(compare=False, default=0.0)
    who: str = field(compare=False, default=BY_ITSELF)
    text: str = field(compare=False, default="")


class Deeds:
    """All deeds in the order of their times, and the timelines that follow from them."""

    def __init__(self) -> None:
        self._all: list[Deed] = []
        self._passages: dict[str, list[Passage]] = {}
        self._first: dict[tuple[str, str], float] = {}
        self._ramps: dict[tuple[str, str], Ramps] = {}
        self._doors: dict[str, DoorMotion] = {}
        self._of: dict[str, list[Deed]] = {}
        self._count = 0

    def __iter__(self) -> Iterator[Deed]:
        return iter(self._all)

    def of(self, what: str) -> list[Deed]:
        """Return the deeds of one kind, in the order of their times."""
        if what not in self._of:
            self._of[what] = [deed for deed in self._all if deed.what == what]
        return self._of[what]

    def begin_with(self, what: str, thing: str, value: float) -> None:
        """Say how something is before anything is done."""
        self._first[what, thing] = value

    def add(
        self, t_s: float, what: str, thing: str = "", value: float = 0.0, **more: object
    ) -> Deed:
        """Add a deed."""
        deed = Deed(t_s, self._count, what, thing, value, **more)  # type: ignore[arg-type]
        self._count += 1
        insort(self._all, deed)
        self._forget(what, thing)
        return deed

    def pass_through(self, door: str, passage: Passage) -> None:
        """Let somebody open a door, go through and let it fall shut."""
        self._passages.setdefault(door, []).append(passage)
        self._doors.pop(door, None)

    def cut(self, who: str, t_s: float) -> None:
        """Forget what somebody was going to do after a time."""
        gone = [deed for deed in self._all if deed.who == who and deed.t_s > t_s]
        self._all = [deed for deed in self._all if deed not in gone]
        for deed in gone:
            self._forget(deed.what, deed.thing)
        for door, passages in self._passages.items():
            self._passages[door] = [p for p in passages if p.who != who or p.opens_s <= t_s]
            self._doors.pop(door, None)

    def ramps(self, what: str, thing: str = "") -> Ramps:
        """Return how a value goes: of a lamp, a window, a curtain, the weather, a supply."""
        key = (what, thing)
        if key not in self._ramps:
            ramps = Ramps(self._first.get(key, 0.0))
            for deed in self._all:
                if (deed.what, deed.thing) == key:
                    ramps.change(deed.t_s, deed.value, over_s=deed.over_s)
            self._ramps[key] = ramps
        return self._ramps[key]

    def door(self, name: str) -> DoorMotion:
        """Return how a door moves."""
        if name not in self._doors:
            motion = DoorMotion(0.0)
            motion.rests = self.ramps("leaf", name)
            motion.passages = self._passages.get(name, [])
            self._doors[name] = motion
        return self._doors[name]

    def times(self) -> list[float]:
        """Return when anything is done or a door begins to move."""
        passing = [p.opens_s for passages in self._passages.values() for p in passages]
        return sorted([deed.t_s for deed in self._all] + passing)

    def _forget(self, what: str, thing: str) -> None:
        self._ramps.pop((what, thing), None)
        self._of.pop(what, None)
        if what == "leaf":
            self._doors.pop(thing, None)

"""Keeps the last things that were made, so that a frame like the one before costs little."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

Made = TypeVar("Made")


class Kept(OrderedDict[Hashable, Made]):
    """The last `most` things made, by what they were made of."""

    def __init__(self, most: int = 12) -> None:
        super().__init__()
        self._most = most

    def made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the thing of that key; if it is not there, make it."""
        if key in self:
            self.move_to_end(key)
            return self[key]
        self[key] = thing = make()
        while len(self) > self._most:
            self.popitem(last=False)
        return thing

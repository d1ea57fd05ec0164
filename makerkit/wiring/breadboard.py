"""Breadboards: which holes there are, and which of them are one piece of metal.

Wokwi's names: `12t.a` to `12t.e` are column 12 above the gap, `12b.f` to `12b.j` below it; `tp.1`
is the first hole of the upper plus rail, `tn` the upper minus, `bp` and `bn` the lower ones. The
five holes of half a column are one strip. A rail is one strip from end to end, as in Wokwi (a few
long boards have a gap in the middle).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HOLE = re.compile(r"(?P<column>[1-9][0-9]?)(?P<half>[tb])\.(?P<row>[a-j])")
_RAIL = re.compile(r"(?P<rail>[tb][pn])\.(?P<place>[1-9][0-9]?)")
_ROWS = {"t": "abcde", "b": "fghij"}


@dataclass(frozen=True, slots=True)
class Breadboard:
    """The size of one kind of breadboard; `rail_holes` is 0 where there are no rails."""

    columns: int
    rail_holes: int

    def strip(self, hole: str) -> str | None:
        """Return the strip a hole belongs to ("12t", "tp"), or None when there is no such hole."""
        if match := _HOLE.fullmatch(hole):
            fits = int(match["column"]) <= self.columns and match["row"] in _ROWS[match["half"]]
            return match["column"] + match["half"] if fits else None
        if match := _RAIL.fullmatch(hole):
            return match["rail"] if int(match["place"]) <= self.rail_holes else None
        return None

    def describe(self) -> str:
        """Return which holes there are, as a sentence for a message."""
        last = self.columns
        rails = f' and the rails "tp.1" to "bn.{self.rail_holes}"' if self.rail_holes else ""
        return f'It has the holes "1t.a" to "{last}t.e", "1b.f" to "{last}b.j"{rails}.'

    def nearest_hole(self, written: str) -> str | None:
        """Return the hole that was probably meant: "a12" and "12b.a" are "12t.a"."""
        match = re.fullmatch(r"([a-jA-J])([0-9]+)|([0-9]+)[tb]?\.?([a-jA-J])", written)
        if match is None:
            return None
        row = (match[1] or match[4]).lower()
        half = "t" if row in _ROWS["t"] else "b"
        hole = f"{match[2] or match[3]}{half}.{row}"
        return hole if self.strip(hole) else None

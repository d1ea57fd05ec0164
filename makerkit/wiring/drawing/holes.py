"""Where the holes of a breadboard are, and what is printed beside them.

The origin is one hole's distance left of column 1, at the height of row a. Rows a to e stand above
the gap, f to j below it; the plus rail is the upper one of each pair.
"""

from __future__ import annotations

import re

from makerkit.wiring.breadboard import Breadboard
from makerkit.wiring.drawing.geometry import PITCH_PX, Box, Point

ROWS = {row: place for place, row in enumerate("abcde")} | {
    row: place for place, row in enumerate("fghij", 7)
}
RAILS = {"tp": -3, "tn": -2, "bp": 13, "bn": 14}
"""Heights in hole distances below row a; the gap in the middle is three wide (7.62 mm)."""

_RAIL_GROUP = 5
_HOLE = re.compile(r"([0-9]+)[tb]\.([a-j])")
_RAIL = re.compile(r"([tb][pn])\.([0-9]+)")


def hole_point(board: Breadboard, hole: str) -> Point:
    """Return the middle of a hole that the board has: "12t.a", "bn.3"."""
    if match := _HOLE.fullmatch(hole):
        return Point(int(match[1]) * PITCH_PX, ROWS[match[2]] * PITCH_PX)
    rail, _, place = hole.partition(".")
    return Point(rail_column(board, int(place)) * PITCH_PX, RAILS[rail] * PITCH_PX)


def rail_column(board: Breadboard, place: int) -> int:
    """Return the column under which a hole of a rail stands; every sixth column has none."""
    span = board.rail_holes + (board.rail_holes - 1) // _RAIL_GROUP
    start = (board.columns - span + 1) // 2
    return start + place + (place - 1) // _RAIL_GROUP


def all_holes(board: Breadboard) -> list[str]:
    """Return every hole, rails first."""
    rails = [f"{rail}.{n + 1}" for rail in RAILS for n in range(board.rail_holes)]
    return rails + [
        f"{column}{'t' if row in 'abcde' else 'b'}.{row}"
        for row in ROWS
        for column in range(1, board.columns + 1)
    ]


def printed_marks(board: Breadboard) -> dict[Point, str]:
    """Return the letters and numbers printed on the board, by the middle of each."""
    columns = [column for column in range(1, board.columns + 1) if column == 1 or column % 5 == 0]
    letters = {
        Point(x * PITCH_PX, place * PITCH_PX): row
        for row, place in ROWS.items()
        for x in (0.0, board.columns + 1.0)
    }
    return letters | {
        Point(column * PITCH_PX, y * PITCH_PX): str(column)
        for column in columns
        for y in (-0.85, ROWS["j"] + 0.9)
    }


def outline(board: Breadboard) -> Box:
    """Return the edge of the plastic."""
    first, last = (RAILS["tp"], RAILS["bn"]) if board.rail_holes else (0, ROWS["j"])
    edge = 1.4 * PITCH_PX
    right = (board.columns + 2) * PITCH_PX
    return Box(-PITCH_PX, first * PITCH_PX - edge, right, last * PITCH_PX + edge)


def hole_in_words(hole: str) -> str:
    """Return what a person reads on the board: "row a, column 12", "the lower minus rail"."""
    if match := _HOLE.fullmatch(hole):
        return f"row {match[2]}, column {match[1]}"
    if match := _RAIL.fullmatch(hole):
        side = "upper" if match[1][0] == "t" else "lower"
        sign = "plus" if match[1][1] == "p" else "minus"
        return f"the {side} {sign} rail, hole {match[2]}"
    return hole

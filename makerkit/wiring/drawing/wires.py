"""Draws the wires: rounded corners, a pale casing, a dark edge; in black and white by dashes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from makerkit.wiring.drawing.geometry import Box, Point, number
from makerkit.wiring.drawing.look import circle, rect, words

_CORNER_PX = 4.5
_WIDTH_PX, _EDGE_PX, _CASING_PX = 3.2, 4.4, 6.4

SHADES = {
    "red": "#d62f2f",
    "black": "#2b2b2b",
    "yellow": "#edc211",
    "green": "#2a9d4a",
    "blue": "#2f6fd6",
    "orange": "#ef7f1a",
    "purple": "#8a4fc0",
    "violet": "#a55fd6",
    "white": "#f4f4f4",
    "brown": "#8a5a33",
    "cyan": "#1fb1c4",
    "gray": "#8c8c8c",
    "grey": "#8c8c8c",
}
"""Softer than a browser's colours of these names."""

_DASHES = (
    *("9 3", "5 3", "2 3", "9 3 2 3", "5 2 2 2 2 2", "14 3", "3 6"),
    *("9 2 2 2 2 2", "14 3 2 3", "1 2", "6 6", "2 3 2 6"),
)
_TAG_PX, _TAG_RADIUS_PX = 7.0, 5.0
_FIRST_TAG_PX, _NEXT_TAG_PX = 13.0, 5.0


def wire_svg(
    path: Sequence[Point], colour: str, title: str, *, line_style: int | None = None
) -> str:
    """Return a wire.

    Args:
        path: its corners, ends included.
        colour: as in the wiring file.
        title: it in words.
        line_style: None in colour; in black and white the number of its dashes, 0 for none.
    """
    d = _rounded(path)
    ink = SHADES.get(colour.lower(), colour)
    layers = [("#ffffff", _CASING_PX, ' stroke-opacity=".8"')]
    if line_style is None:
        layers += [(ink, _EDGE_PX, ""), ("#000000", _EDGE_PX, ' stroke-opacity=".38"')]
        layers += [(ink, _WIDTH_PX, "")]
        layers += [("#ffffff", 0.9, ' stroke-opacity=".45"')]
    else:
        layers += [("#000000", _EDGE_PX, "")]
        if line_style:
            dash = _DASHES[(line_style - 1) % len(_DASHES)]
            butt = f' stroke-dasharray="{dash}" stroke-linecap="butt"'
            layers += [("#ffffff", _WIDTH_PX - 0.6, butt)]
    strokes = "".join(
        f'<path d="{d}" stroke="{stroke}" stroke-width="{width:g}"{more}/>'
        for stroke, width, more in layers
    )
    return f"<title>{escape(title)}</title>{strokes}"


def plug_svg(at: Point, colour: str, *, is_mono: bool) -> str:
    """Return the black plug of a wire on a header pin."""
    ink = "#ffffff" if is_mono else SHADES.get(colour.lower(), colour)
    spot = Box(*at, *at)
    svg = rect(spot.grown(3.7), "#16181b", radius=1.4, more='stroke="#5a5f66" stroke-width=".6"')
    rim = 'stroke="#ffffff" stroke-opacity=".55" stroke-width=".5"'
    return svg + rect(spot.grown(1.7), ink, radius=0.4, more=rim)


def end_svg(at: Point, colour: str, *, is_mono: bool) -> str:
    """Return the end of a wire in a hole."""
    ink = "#000000" if is_mono else SHADES.get(colour.lower(), colour)
    ring = 'stroke="#000000" stroke-opacity=".55" stroke-width=".8"'
    return circle(at, 2.9, ink, more=ring) + circle(at, 1.2, "#e4e6e8")


def place_tags(paths: Sequence[Sequence[Point]]) -> list[tuple[Point, Point]]:
    """Return where the number of each wire stands near its two ends, no two on one place."""
    taken: list[Point] = []

    def near_end(path: Sequence[Point]) -> Point:
        along = _FIRST_TAG_PX
        length = sum(a.distance(b) for a, b in pairwise(path))
        while along < length - 6:
            at = _along(path, along)
            if all(at.distance(other) > 2 * _TAG_RADIUS_PX for other in taken):
                break
            along += _NEXT_TAG_PX
        at = _along(path, min(along, length / 2))
        taken.append(at)
        return at

    return [(near_end(path), near_end(path[::-1])) for path in paths]


def tag_svg(at: Point, number_of_wire: int) -> str:
    """Return the number of a wire in a small circle."""
    ring = 'stroke="#000000" stroke-width=".9"'
    text = words(Point(at.x, at.y + 2.5), str(number_of_wire), _TAG_PX, is_bold=True)
    return circle(at, _TAG_RADIUS_PX, "#ffffff", more=ring) + text


def _along(path: Sequence[Point], way_px: float) -> Point:
    """Return the point so far along a path."""
    for start, end in pairwise(path):
        piece = start.distance(end)
        if way_px <= piece and piece:
            share = way_px / piece
            return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
        way_px -= piece
    return path[-1]


def _rounded(path: Sequence[Point]) -> str:
    """Return the path with rounded corners."""
    d = f"M{_xy(path[0])}"
    for before, corner, after in zip(path, path[1:], path[2:], strict=False):
        radius = min(_CORNER_PX, before.distance(corner) / 2, corner.distance(after) / 2)
        start, end = _toward(corner, before, radius), _toward(corner, after, radius)
        d += f"L{_xy(start)}Q{_xy(corner)} {_xy(end)}"
    return f"{d}L{_xy(path[-1])}"


def _toward(start: Point, end: Point, way_px: float) -> Point:
    share = way_px / (start.distance(end) or 1.0)
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)


def _xy(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"

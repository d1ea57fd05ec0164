"""How a part looks: its picture, where its pins are, and what no wire may run through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from makerkit.wiring.drawing.geometry import Box, Point, box_around, box_of

INK = "#1b1f24"
PIN_NAME_PX = 6.5
"""Size of the names of pins on a part."""

METAL, DARK_METAL = "#b8bcc2", "#8a8f96"


@dataclass(frozen=True, slots=True)
class Look:
    """A part as it is drawn, before it is placed.

    Attributes:
        svg: its elements; `%ID%` stands before every id in it.
        body: the box around it without its pins, which stand outside or on the edge.
        pins: where wires end, or where the legs begin that reach into holes.
        solid: boxes that no wire may run through; none means the body.
        leg_colour: of legs that are drawn from the pins to holes further away.
        may_mirror: whether it looks the same mirrored; writing does not.
        name_ink: colour of its name where that is written on it, "" where it gets a caption.
        name_drop: how far below the middle the name stands then.
    """

    svg: str
    body: Box
    pins: Mapping[str, Point]
    solid: tuple[Box, ...] = ()
    leg_colour: str = METAL
    may_mirror: bool = False
    name_ink: str = ""
    name_drop: float = 3.0

    @property
    def edge(self) -> Box:
        """The box around body and pins."""
        return box_around([self.body, box_of(self.pins.values())]) if self.pins else self.body


def rect(box: Box, fill: str, *, radius: float = 1.0, more: str = "") -> str:
    """Return a rectangle."""
    return (
        f'<rect x="{box.left:.2f}" y="{box.top:.2f}" width="{box.width:.2f}" '
        f'height="{box.height:.2f}" rx="{radius:g}" fill="{fill}"{more and " " + more}/>'
    )


def circle(middle: Point, radius: float, fill: str, *, more: str = "") -> str:
    """Return a disc."""
    return (
        f'<circle cx="{middle.x:.2f}" cy="{middle.y:.2f}" r="{radius:g}" '
        f'fill="{fill}"{more and " " + more}/>'
    )


def line(start: Point, end: Point, colour: str, width: float, *, more: str = "") -> str:
    """Return a straight line."""
    return (
        f'<line x1="{start.x:.2f}" y1="{start.y:.2f}" x2="{end.x:.2f}" y2="{end.y:.2f}" '
        f'stroke="{colour}" stroke-width="{width:g}"{more and " " + more}/>'
    )


def words(
    at: Point,
    text: str,
    size: float,
    *,
    fill: str = INK,
    anchor: str = "middle",
    is_bold: bool = False,
    turn_deg: float = 0.0,
) -> str:
    """Return a line of text whose letters stand on `at`."""
    weight = ' font-weight="600"' if is_bold else ""
    turn = f' transform="rotate({turn_deg:g} {at.x:.2f} {at.y:.2f})"' if turn_deg else ""
    return (
        f'<text x="{at.x:.2f}" y="{at.y:.2f}" font-size="{size:g}" text-anchor="{anchor}" '
        f'fill="{fill}"{weight}{turn}>{escape(text)}</text>'
    )


def pin_row(pins: Mapping[str, Point], edge: float, ink: str) -> str:
    """Return legs from the lower edge of a body down to its pins, with their names above it."""
    svg = ""
    for name, pin in pins.items():
        svg += line(Point(pin.x, edge - 2), pin, METAL, 2)
        svg += words(
            Point(pin.x + 2.3, edge - 4), name, PIN_NAME_PX, fill=ink, anchor="start", turn_deg=-90
        )
    return svg


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is, on the wide side: fonts differ."""
    return len(text) * size * 0.54

"""Puts names beside the parts and the header pins, clear of parts, legs, holes and each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from makerkit.wiring.drawing.geometry import PITCH_PX, Box, Point
from makerkit.wiring.drawing.holes import printed_marks
from makerkit.wiring.drawing.look import INK, line, rect, text_width, words
from makerkit.wiring.drawing.placed import Layout, PlacedPart
from makerkit.wiring.drawing.words import caption
from makerkit.wiring.pi_header import PI_HEADER

_P = PITCH_PX
CAPTION_PX, PIN_LABEL_PX = 9.0, 7.5
_SECOND_LABEL_PX = 6.6 * _P
"""How much further down the label of an outer pin stands when the inner one has a label too."""

_GAPS_PX = (1.5, 5.0, 9.6, 14.4, 19.2, 28.8, 38.4)
"""How far from its part a name may stand; a resistance only near, for there are many of them."""

_NEAR_PX = 6.5 * _P

_SOLID, _WIRE, _MARK = 10, 4, 3
"""How bad it is to cover a part or an end, a wire (which can be laid elsewhere), a number."""

_RISE = 0.72
"""Height of a capital letter, as a share of the size of the letters."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text in its place.

    Attributes:
        part: the id of what it belongs to.
        box: the room it takes.
        turn_deg: -90 reads upwards, 90 downwards.
        ground: colour behind it, "" for none.
        pin: the header pin that it names.
        is_inside: whether it stands on its part.
        starts_at_top: whether it begins at the upper edge, reading downwards, and is not centred.
    """

    part: str
    text: str
    box: Box
    size: float = CAPTION_PX
    ink: str = INK
    turn_deg: float = 0.0
    is_bold: bool = True
    ground: str = ""
    starts_at_top: bool = False
    is_inside: bool = False
    pin: str = ""

    @property
    def svg(self) -> str:
        """Its elements."""
        middle = self.box.middle
        drop = self.size * _RISE / 2
        if self.starts_at_top:
            at = Point(middle.x - drop, self.box.top)
            return words(at, self.text, self.size, fill=self.ink, anchor="start", turn_deg=90.0)
        shift = {0.0: (0, drop), 90.0: (-drop, 0), -90.0: (drop, 0)}[self.turn_deg]
        behind = rect(self.box, self.ground, radius=2) if self.ground else ""
        return behind + words(
            middle.moved(*shift),
            self.text,
            self.size,
            fill=self.ink,
            is_bold=self.is_bold,
            turn_deg=self.turn_deg,
        )


def part_labels(layout: Layout, paths: Iterable[Sequence[Point]] = ()) -> list[Label]:
    """Return the name of each part, in its place; clear of wires that lie already, if it can be."""
    taken = _taken(layout, paths)
    labels: list[Label] = []
    for placed in layout.parts.values():
        text = caption(placed.part)
        if not text:
            continue
        if placed.look.name_ink:
            labels.append(_inside(placed, text))
            continue
        label, harm = _clear_of(taken, _places(placed, text))
        if harm and _is_said_near(text, placed, labels):
            continue
        labels.append(label)
        taken.append((label.box, _SOLID))
    return labels


def _is_said_near(text: str, placed: PlacedPart, labels: Iterable[Label]) -> bool:
    """Return whether the same resistance stands near: three alike need not all be labelled."""
    return placed.part.type.name == "wokwi-resistor" and any(
        label.text == text and label.box.middle.distance(placed.body.middle) < _NEAR_PX
        for label in labels
    )


def _taken(layout: Layout, paths: Iterable[Sequence[Point]]) -> list[tuple[Box, int]]:
    """Return what a name had better not cover, each with how bad that would be."""
    ends = (layout.point(end) for wire in layout.wires for end in (wire.a, wire.b))
    solid = [Box(*end, *end).grown(0.55 * _P) for end in ends]
    for placed in layout.parts.values():
        solid += [*placed.solid, *(_around(*segment) for segment in placed.metal)]
    wires = [_around(*piece) for path in paths for piece in pairwise(path)]
    marks = [
        Box(*at, *at).grown(3).moved(*origin)
        for part, origin in layout.boards.values()
        if part.type.breadboard is not None
        for at in printed_marks(part.type.breadboard)
    ]
    return [
        *((box, _SOLID) for box in solid),
        *((box, _WIRE) for box in wires),
        *((box, _MARK) for box in marks),
    ]


def pin_labels(layout: Layout) -> list[Label]:
    """Return a label for each header pin of a Pi that is in use, on the board below the header."""
    used = {end for wire in layout.wires for end in (wire.a, wire.b)}
    return [
        _pin_label(placed, pin, is_second=_both_in_use(placed.part.id, pin, used))
        for placed in layout.parts.values()
        if placed.part.type.name == "chip-raspberry-pi"
        for pin in placed.part.pins
        if (placed.part.id, pin) in used
    ]


def _both_in_use(part: str, pin: str, used: Iterable[tuple[str, str]]) -> bool:
    """Return whether a pin of the outer row has a neighbour in use in the inner row."""
    place = PI_HEADER.index(pin)
    return place % 2 == 1 and (part, PI_HEADER[place - 1]) in set(used)


def _pin_label(placed: PlacedPart, pin: str, *, is_second: bool) -> Label:
    place = PI_HEADER.index(pin)
    text = f"{pin.partition('.')[0]} · pin {place + 1}"
    at = placed.pins[PI_HEADER[place - place % 2]]  # the inner pin of this column
    top = at.y + 1.1 * _P + (_SECOND_LABEL_PX if is_second else 0.0)
    half = PIN_LABEL_PX * 0.5
    box = Box(at.x - half, top, at.x + half, top + text_width(text, PIN_LABEL_PX))
    ink = "#f4fff8"
    return Label(
        *(placed.part.id, text, box, PIN_LABEL_PX, ink, 90.0),
        is_bold=False,
        starts_at_top=True,
        pin=pin,
    )


def leader(layout: Layout, label: Label) -> str:
    """Return a thin line from a pin of the outer row to its label, if that stands further down."""
    at = layout.parts[label.part].pins[label.pin]
    if PI_HEADER.index(label.pin) % 2 == 0 or label.box.top < at.y + _SECOND_LABEL_PX:
        return ""
    side = Point(at.x + _P / 2, label.box.top)
    ink, width = "#bfe6cc", 0.7
    down = line(Point(side.x, at.y + 1.7 * _P), side, ink, width)
    return down + line(side, Point(at.x + 3, side.y), ink, width)


def _inside(placed: PlacedPart, text: str) -> Label:
    middle = placed.body.middle.moved(0, placed.look.name_drop)
    half = text_width(text, 8) / 2
    box = Box(middle.x - half, middle.y - 4, middle.x + half, middle.y + 4)
    return Label(placed.part.id, text, box, 8, placed.look.name_ink, is_inside=True)


def _places(placed: PlacedPart, text: str) -> Iterator[Label]:
    """Yield where the name of a part could stand, the best place first."""
    is_resistor = placed.part.type.name == "wokwi-resistor"
    size = 7.0 if is_resistor else CAPTION_PX
    long, short = text_width(text, size) + 3, size + 1
    ground = "#f7f5ee" if placed.is_in_holes else ""
    ink = "#3a3a36" if is_resistor else INK
    for turn_deg, middle in _middles(placed, long, short, is_resistor=is_resistor):
        width, height = (short, long) if turn_deg else (long, short)
        box = Box(
            middle.x - width / 2,
            middle.y - height / 2,
            middle.x + width / 2,
            middle.y + height / 2,
        )
        yield Label(placed.part.id, text, box, size, ink, turn_deg, not is_resistor, ground)


def _middles(
    placed: PlacedPart, long: float, short: float, *, is_resistor: bool
) -> Iterator[tuple[float, Point]]:
    """Yield turns and middles: along an upright resistor, else above, below and at the sides."""
    body = placed.solid[0]
    middle = body.middle
    for gap in _GAPS_PX[:2] if is_resistor else _GAPS_PX:
        if is_resistor and body.height > body.width:
            for x in (body.left - gap - short / 2, body.right + gap + short / 2):
                yield from (
                    (-90.0, Point(x, middle.y + dy)) for dy in (0.0, -6.0, 6.0, -12.0, 12.0, -18.0)
                )
        above, below = body.top - gap - short / 2, body.bottom + gap + short / 2
        for y in (below, above) if _pins_above(placed) else (above, below):
            yield from ((0.0, Point(middle.x + dx, y)) for dx in (0.0, -6.0, 6.0, -14.0, 14.0))
        for x in (body.left - gap - long / 2, body.right + gap + long / 2):
            yield from ((0.0, Point(x, middle.y + dy)) for dy in (0.0, -8.0, 8.0, -16.0, 16.0))


def _pins_above(placed: PlacedPart) -> bool:
    """Return whether the pins of a part stand above it, so that its name goes below."""
    pins = list(placed.pins.values())
    return bool(pins) and sum(pin.y for pin in pins) / len(pins) < placed.body.top


def _clear_of(taken: Sequence[tuple[Box, int]], places: Iterable[Label]) -> tuple[Label, float]:
    """Return the first place that is free, or the one where it does least harm, and how much."""
    best, least = None, math.inf
    for label in places:
        harm = sum(weight for box, weight in taken if label.box.meets(box))
        if harm < least:
            best, least = label, harm
        if not harm:
            break
    assert best is not None  # there are always places, free or not
    return best, least


def _around(start: Point, end: Point) -> Box:
    return Box(
        min(start.x, end.x), min(start.y, end.y), max(start.x, end.x), max(start.y, end.y)
    ).grown(2.0)

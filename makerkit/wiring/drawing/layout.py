"""Decides where everything stands: the breadboard, the Pi below it, modules above and beside.

Parts whose legs stand in holes are placed by the holes; `left` and `top` of the wiring file, which
belong to Wokwi's editor, are not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from makerkit.wiring.diagram import Wiring
from makerkit.wiring.drawing.free_standing import BESIDE, look_of, upright_placing
from makerkit.wiring.drawing.geometry import (
    GRID_PX,
    PITCH_PX,
    Box,
    Placing,
    Point,
    box_around,
)
from makerkit.wiring.drawing.holes import hole_point, outline
from makerkit.wiring.drawing.in_holes import place_in_holes
from makerkit.wiring.drawing.joins import drawn_wires, legs_in_holes
from makerkit.wiring.drawing.look import Look
from makerkit.wiring.drawing.placed import Layout, PlacedPart
from makerkit.wiring.model import Part, PinRef
from makerkit.wiring.part_type import Role

_P = PITCH_PX
_PI = "chip-raspberry-pi"
_HEADER_COLUMN = 3
"""Below which column of the breadboard the Pi's header begins: 20 pins below 30 columns."""

_GAP_PX = 2.5 * _P
_CAPTION_PX = 14.0
_NARROWEST_ROW_PX = 34 * _P


def lay_out(wiring: Wiring) -> Layout:
    """Return where every part of a wiring stands."""
    return _Layouter(wiring).layout()


class _Layouter:
    """Places the parts one group after the other."""

    def __init__(self, wiring: Wiring) -> None:
        self.shown = [part for part in wiring.parts if not part.is_hidden]
        self.boards = _breadboards(self.shown)
        self.legs = legs_in_holes(wiring)
        self.wires = drawn_wires(wiring)
        self.placed: dict[str, PlacedPart] = {}

    def layout(self) -> Layout:
        self.put_parts_in_holes()
        self.put_boards_below()
        free = [p for p in self.shown if p.id not in self.placed and p.id not in self.boards]
        beside = [part for part in free if part.type.name in BESIDE]
        self.put_above([part for part in free if part not in beside])
        self.put_beside(beside)
        order = {part.id: self.placed[part.id] for part in self.shown if part.id in self.placed}
        return Layout(self.boards, order, self.wires, self.extent())

    def extent(self) -> Box:
        """Return the box around all that stands already."""
        boxes = [placed.edge for placed in self.placed.values()]
        boxes += [_board_box(*board) for board in self.boards.values()]
        return box_around(boxes) if boxes else Box(0, 0, 40 * _P, 0)

    def hole(self, ref: PinRef) -> Point:
        part, origin = self.boards[ref.part]
        assert part.type.breadboard is not None  # only breadboards are in `boards`
        return hole_point(part.type.breadboard, ref.pin).moved(*origin)

    # --- parts in holes

    def put_parts_in_holes(self) -> None:
        used = {part: {self.hole(ref) for ref in pins.values()} for part, pins in self.legs.items()}
        wire_ends = {self.hole(end) for end in self.ends() if end.part in self.boards}
        for part in self.shown:
            if part.id not in self.legs:
                continue
            holes = {pin: self.hole(ref) for pin, ref in self.legs[part.id].items()}
            others = set().union(*(taken for other, taken in used.items() if other != part.id))
            self.placed[part.id] = place_in_holes(
                part,
                look_of(part),
                holes,
                kept_free=sorted(wire_ends | others),
                bodies=[placed.body for placed in self.placed.values()],
            )

    def ends(self) -> Iterable[PinRef]:
        return (end for wire in self.wires for end in (wire.a, wire.b))

    # --- boards that run programs

    def put_boards_below(self) -> None:
        """Put the Pi below the breadboard, another board right of it."""
        boards = [part for part in self.shown if part.type.role is Role.BOARD]
        left = _HEADER_COLUMN * _P
        top = self.extent().bottom if self.boards else 0.0
        for part in sorted(boards, key=lambda part: part.type.name != _PI):
            if part.id in self.placed:
                continue
            lanes = sum(part.id in {wire.a.part, wire.b.part} for wire in self.wires)
            look = look_of(part)
            if part.type.name == _PI:
                shift = Point(left, _on_grid(top + (3.5 + 0.4 * lanes) * _P))
            else:
                shift = Point(
                    _on_grid(left - look.edge.left), _on_grid(top + (3 + 0.4 * lanes) * _P)
                )
            self.put(part, look, Placing(shift))
            left = self.placed[part.id].edge.right + 3 * _P

    def put(self, part: Part, look: Look, placing: Placing) -> None:
        pins = {pin: placing.point(point) for pin, point in look.pins.items()}
        self.placed[part.id] = PlacedPart(part, look, placing, pins)

    # --- parts that stand free

    def put_above(self, parts: Sequence[Part]) -> None:
        """Put parts above everything, in rows, each near what it is joined to."""
        widest = max(self.extent().width, _NARROWEST_ROW_PX)
        row: list[Part] = []
        for part in sorted(parts, key=lambda part: self.goal(part).x):
            if sum(self.upright(p).width + _GAP_PX for p in [*row, part]) > widest and row:
                self.put_row(row)
                row = []
            row.append(part)
        if row:
            self.put_row(row)

    def put_row(self, parts: Sequence[Part]) -> None:
        extent = self.extent()
        wires = sum(end.part in {part.id for part in parts} for end in self.ends())
        bottom = extent.top - (2.5 + 0.4 * wires) * _P
        edges = [self.upright(part) for part in parts]
        lefts = _spread(
            [self.wanted_left(part) for part in parts], [e.width for e in edges], extent
        )
        for part, edge, left in zip(parts, edges, lefts, strict=True):
            self.put_upright(part, look_of(part), left - edge.left, bottom - edge.bottom)

    def put_beside(self, parts: Sequence[Part]) -> None:
        """Put parts into a column at the right; below the first, a battery has its wires up."""
        extent = self.extent()
        left = extent.right + 2.5 * _P
        top, is_first = extent.top + _CAPTION_PX, True
        for part in sorted(parts, key=lambda part: part.type.name != "wokwi-servo"):
            look = look_of(part, pins_up=not is_first)
            edge = upright_placing(part, look).box(look.edge)
            wanted = self.goal(part).y - edge.height if is_first else top
            self.put_upright(part, look, left - edge.left, max(wanted, top) - edge.top)
            top = self.placed[part.id].edge.bottom + _GAP_PX
            is_first = False

    def put_upright(self, part: Part, look: Look, dx: float, dy: float) -> None:
        """Put a part where its pins come to stand on the grid."""
        placing = upright_placing(part, look).moved(dx, dy)
        if look.pins:
            first = placing.point(next(iter(look.pins.values())))
            dx = round(first.x / _P) * _P - first.x  # in line with the columns of holes
            placing = placing.moved(dx, _on_grid(first.y) - first.y)
        self.put(part, look, placing)

    def upright(self, part: Part) -> Box:
        look = look_of(part)
        return upright_placing(part, look).box(look.edge)

    def goal(self, part: Part) -> Point:
        """Return the middle of what a part is joined to, as far as that has its place."""
        others = [
            (b if a.part == part.id else a)
            for a, b in ((wire.a, wire.b) for wire in self.wires)
            if part.id in {a.part, b.part}
        ]
        points = [
            self.hole(o) if o.part in self.boards else self.placed[o.part].pins[o.pin]
            for o in others
            if o.part in self.boards or o.part in self.placed
        ]
        if not points:
            extent = self.extent()
            return Point(extent.middle.x, extent.bottom)
        return Point(sum(p.x for p in points) / len(points), sum(p.y for p in points) / len(points))

    def wanted_left(self, part: Part) -> float:
        look = look_of(part)
        placing = upright_placing(part, look)
        edge = placing.box(look.edge)
        pins = [placing.point(point).x for point in look.pins.values()] or [edge.middle.x]
        return self.goal(part).x - (sum(pins) / len(pins) - edge.left)


def _breadboards(parts: Iterable[Part]) -> dict[str, tuple[Part, Point]]:
    """Return the breadboards side by side."""
    boards: dict[str, tuple[Part, Point]] = {}
    left = 0.0
    for part in parts:
        if part.type.breadboard is not None:
            boards[part.id] = (part, Point(left, 0.0))
            left += (part.type.breadboard.columns + 5) * _P
    return boards


def _board_box(part: Part, origin: Point) -> Box:
    assert part.type.breadboard is not None  # only breadboards are in `boards`
    return outline(part.type.breadboard).moved(*origin)


def _spread(wanted: Sequence[float], widths: Sequence[float], within: Box) -> list[float]:
    """Return left edges near the wanted ones, so that no two parts touch."""
    lefts: list[float] = []
    for left, width in zip(wanted, widths, strict=True):
        after = lefts[-1] + widths[len(lefts) - 1] + _GAP_PX if lefts else within.left
        lefts.append(max(min(left, max(within.right - width, within.left)), after))
    limit = max(within.right, within.left + sum(widths) + _GAP_PX * (len(widths) - 1))
    for index in reversed(range(len(lefts))):
        lefts[index] = min(lefts[index], limit - widths[index])
        limit = lefts[index] - _GAP_PX
    return lefts


def _on_grid(value: float) -> float:
    return round(value / GRID_PX) * GRID_PX

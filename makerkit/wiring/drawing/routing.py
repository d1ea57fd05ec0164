"""Lays the wires: each goes from pin to pin round every part, and crosses others seldom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from makerkit.wiring.drawing.geometry import PITCH_PX, Box, Point
from makerkit.wiring.drawing.grid import Grid, Node, Path
from makerkit.wiring.drawing.holes import all_holes, hole_point, outline
from makerkit.wiring.drawing.placed import Layout
from makerkit.wiring.model import Part
from makerkit.wiring.part_type import Role

_MARGIN_PX = 5 * PITCH_PX
_OVER_A_BOARD, _OVER_A_HOLE, _ALONG_A_ROW = 0.4, 0.6, 0.8
"""Dearer steps: a wire had better not hide holes, nor look as if it stood in several."""
_ALONG_A_HEADER = 2.0
_ROUNDS = 2
"""How often wires that cross others are taken up and laid anew, in the hope of a better way."""


_TRIES = 2
"""How often all begins again, with the wires first that found no free way."""


def route(layout: Layout, captions: Iterable[Box] = ()) -> list[tuple[Point, ...]]:
    """Return the corners of each wire of a layout, ends included, in the order of its wires.

    Args:
        layout: what stands where.
        captions: boxes that wires leave free, such as names of parts.
    """
    return _Router(layout, captions).routes()


class _Router:
    """One grid, and the wires on it."""

    def __init__(self, layout: Layout, captions: Iterable[Box]) -> None:
        self.layout = layout
        self.ends = [(layout.point(wire.a), layout.point(wire.b)) for wire in layout.wires]
        self.grid = Grid(layout.canvas.grown(_MARGIN_PX))
        self._block(captions)
        self.paths: dict[int, Path] = {}

    def _block(self, captions: Iterable[Box]) -> None:
        for board, origin in self.layout.boards.values():
            self._make_boards_dearer(board, origin)
        for placed in self.layout.parts.values():
            if placed.part.type.role is Role.BOARD:
                self.grid.make_dearer(placed.edge, across=_ALONG_A_HEADER, along=0.0)
            for body in placed.solid:
                self.grid.block(body)
            for segment in placed.metal:
                self.grid.block_segment(segment)
            for pin in placed.pins.values():
                self.grid.block_point(pin)
        for end in (end for ends in self.ends for end in ends):
            self.grid.block_point(end)
        for caption in captions:
            self.grid.block(caption, 1.5)

    def _make_boards_dearer(self, part: Part, origin: Point) -> None:
        board = part.type.breadboard
        assert board is not None  # only breadboards are in `boards`
        edge = outline(board).moved(*origin)
        self.grid.make_dearer(edge, across=_OVER_A_BOARD, along=_OVER_A_BOARD)
        holes = [hole_point(board, hole).moved(*origin) for hole in all_holes(board)]
        for height in {hole.y for hole in holes}:
            across = [hole.x for hole in holes if hole.y == height]
            row = Box(min(across), height, max(across), height).grown(1)
            self.grid.make_dearer(row, across=_ALONG_A_ROW, along=0.0)
        for hole in holes:
            spot = Box(*hole, *hole).grown(1)
            self.grid.make_dearer(spot, across=_OVER_A_HOLE, along=_OVER_A_HOLE)

    def routes(self) -> list[tuple[Point, ...]]:
        nodes = [(self.grid.node(start), self.grid.node(end)) for start, end in self.ends]
        order = sorted(range(len(nodes)), key=self._length)
        for _ in range(_TRIES):
            forced = self._lay_all(order, nodes)
            if not forced:
                break
            order = [*forced, *(wire for wire in order if wire not in forced)]
        for _ in range(_ROUNDS):
            if not self._improve(order, nodes):
                break
        return [self._exact(self.paths[wire], *self.ends[wire]) for wire in range(len(nodes))]

    def _lay_all(self, order: Sequence[int], nodes: Sequence[tuple[Node, Node]]) -> list[int]:
        """Lay every wire anew; return those that found no free way, to be laid first next time."""
        for path in self.paths.values():
            self.grid.take_up(path)
        self.paths.clear()
        return [wire for wire in order if not self._lay(wire, *nodes[wire])]

    def _length(self, wire: int) -> float:
        start, end = self.ends[wire]
        return abs(start.x - end.x) + abs(start.y - end.y)

    def _lay(self, wire: int, start: Node, goal: Node) -> bool:
        """Lay one wire; return whether it found a free way."""
        path = self.grid.cheapest(start, goal)
        self.paths[wire] = path or self.grid.cheapest(start, goal, by_force=True) or (start, start)
        self.grid.lay(self.paths[wire])
        return path is not None

    def _improve(self, order: Sequence[int], nodes: Sequence[tuple[Node, Node]]) -> bool:
        """Lay each wire anew that crosses another; return whether anything changed."""
        changed = False
        for wire in order:
            old = self.paths[wire]
            if self.grid.crossings(old):
                self.grid.take_up(old)
                self._lay(wire, *nodes[wire])
                changed |= self.paths[wire] != old
        return changed

    def _exact(self, path: Path, start: Point, end: Point) -> tuple[Point, ...]:
        """Return the corners in px, moved so that the wire ends exactly where it should."""
        if path[0] == path[-1]:  # no way at all, not even by force
            return (start, end)
        corners = _pulled([self.grid.point(node) for node in path], start)
        return tuple(_pulled(corners[::-1], end)[::-1])


def _pulled(corners: list[Point], start: Point) -> list[Point]:
    """Return corners whose first piece is shifted until it begins at `start`."""
    first, second, *rest = corners
    if first == start:
        return corners
    if rest:
        is_upright = first.x == second.x
        corner = Point(start.x, second.y) if is_upright else Point(second.x, start.y)
        return _tidy([start, corner, *rest])
    if first.x == second.x:  # one straight piece: it gets a small step on its way
        half = (start.y + second.y) / 2
        return _tidy([start, Point(start.x, half), Point(second.x, half), second])
    half = (start.x + second.x) / 2
    return _tidy([start, Point(half, start.y), Point(half, second.y), second])


def _tidy(points: Sequence[Point]) -> list[Point]:
    """Return points without those that are no corners."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (
            kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y
        ):
            kept.pop()
        kept.append(point)
    return kept

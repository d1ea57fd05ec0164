"""The grid that wires run on: what is in the way, which wires lie there, the cheapest way through.

A wire goes along grid lines, 4.8 px apart. Two wires never share a piece of line or a corner; they
may only cross straight, which costs so much that a way round is taken where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from itertools import pairwise

from makerkit.wiring.drawing.geometry import GRID_PX, Box, Point
from makerkit.wiring.drawing.placed import Segment

Node = int
Path = tuple[Node, ...]
"""The nodes of a wire's ends and corners."""

_STEP, _BEND, _CROSSING = 1.0, 2.5, 9.0
_THROUGH_A_COVERED_END = 60.0
"""Per node, for a wire that must reach a hole below a part: only where nothing else is left."""

_FREE, _HORIZONTAL, _VERTICAL, _TAKEN = 0, 1, 2, 3
_FAR = 1e18
_HASTE = 1.15
"""How much more than it should what lies ahead counts: a little over 1 finds a way far sooner."""

# Turns: right, left, down, up.
_WAYS = (_HORIZONTAL, _HORIZONTAL, _VERTICAL, _VERTICAL)
_STRAIGHT = ((0,), (1,), (2,), (3,))
_ONWARD = ((0, 2, 3), (1, 2, 3), (2, 0, 1), (3, 0, 1))
_CLOSE_PX = 3.4
"""Nodes nearer than that to a leg or to a body are in the way."""


class Grid:
    """The lines over a piece of the picture."""

    def __init__(self, area: Box) -> None:
        self.left = round(area.left / GRID_PX)
        self.top = round(area.top / GRID_PX)
        self.columns = round(area.right / GRID_PX) - self.left + 1
        self.rows = round(area.bottom / GRID_PX) - self.top + 1
        self._size = self.columns * self.rows
        self._blocked = bytearray(self._size)
        self._across = [_STEP] * self._size
        self._along = [_STEP] * self._size
        self._lying = bytearray(self._size)
        self._fence()

    # --- from and to px

    def node(self, point: Point) -> Node:
        """Return the node nearest to a point inside the area."""
        column = min(max(round(point.x / GRID_PX) - self.left, 0), self.columns - 1)
        row = min(max(round(point.y / GRID_PX) - self.top, 0), self.rows - 1)
        return row * self.columns + column

    def point(self, node: Node) -> Point:
        """Return where a node is."""
        row, column = divmod(node, self.columns)
        return Point((column + self.left) * GRID_PX, (row + self.top) * GRID_PX)

    # --- what is in the way

    def block(self, box: Box, margin: float = _CLOSE_PX) -> None:
        """Let no wire run through a box, nor touch it."""
        for node in self._inside(box.grown(margin)):
            self._blocked[node] = 1

    def block_segment(self, segment: Segment) -> None:
        """Let no wire run over a leg."""
        start, end = segment
        steps = max(1, round(start.distance(end) / (GRID_PX / 2)))
        for step in range(steps + 1):
            share = step / steps
            at = Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
            self.block_point(at)

    def block_point(self, point: Point) -> None:
        """Let no wire run over a hole or pin that is in use."""
        node = self.node(point)
        if self.point(node).distance(point) < _CLOSE_PX:
            self._blocked[node] = 1

    def make_dearer(self, box: Box, *, across: float, along: float) -> None:
        """Let wires rather run elsewhere: so much more a step to the side, and up or down."""
        for node in self._inside(box):
            self._across[node] += across
            self._along[node] += along

    def _inside(self, box: Box) -> Iterable[Node]:
        first, last = (
            self._clipped(box.left, self.left, self.columns, up=True),
            self._clipped(box.right, self.left, self.columns, up=False),
        )
        for row in range(
            self._clipped(box.top, self.top, self.rows, up=True),
            self._clipped(box.bottom, self.top, self.rows, up=False) + 1,
        ):
            yield from range(row * self.columns + first, row * self.columns + last + 1)

    @staticmethod
    def _clipped(value: float, origin: int, count: int, *, up: bool) -> int:
        place = value / GRID_PX - origin
        whole = int(-(-place // 1)) if up else int(place // 1)
        return min(max(whole, 0), count - 1)

    def _fence(self) -> None:
        """Block the outermost nodes, so that a step never leaves the grid."""
        for column in range(self.columns):
            self._blocked[column] = self._blocked[self._size - 1 - column] = 1
        for row in range(self.rows):
            self._blocked[row * self.columns] = 1
            self._blocked[(row + 1) * self.columns - 1] = 1

    # --- wires

    def lay(self, path: Path) -> None:
        """Remember a wire, so that others keep off it."""
        self._mark(path, laid=True)

    def take_up(self, path: Path) -> None:
        """Forget a wire again."""
        self._mark(path, laid=False)

    def _mark(self, path: Path, *, laid: bool) -> None:
        for start, end in pairwise(path):
            step = self._step(start, end)
            way = _HORIZONTAL if abs(step) == 1 else _VERTICAL
            for node in range(start + step, end, step):
                self._lying[node] += way if laid else -way
        for node in path:
            self._lying[node] += _TAKEN if laid else -_TAKEN

    def _step(self, start: Node, end: Node) -> int:
        is_row = start // self.columns == end // self.columns
        return (1 if is_row else self.columns) * (1 if end > start else -1)

    def crossings(self, path: Path) -> int:
        """Return how often a wire crosses others; it must be laid itself."""
        return sum(
            self._lying[node] == _HORIZONTAL + _VERTICAL
            for start, end in pairwise(path)
            for node in range(start + self._step(start, end), end, self._step(start, end))
        )

    def cheapest(self, start: Node, goal: Node, *, by_force: bool = False) -> Path | None:
        """Return the cheapest way from node to node, or None when there is none.

        Args:
            start: where the wire begins, which may be a blocked node.
            goal: where it ends, likewise.
            by_force: go through parts and over legs where there is no other way.
        """
        columns, lying = self.columns, self._lying
        moves = (1, -1, columns, -columns)
        goal_row, goal_column = divmod(goal, columns)
        best = [_FAR] * (4 * self._size)
        came = [-1] * (4 * self._size)
        queue = [(0.0, 0.0, 4 * start + turn) for turn in range(4)]
        for _, _, state in queue:
            best[state] = 0.0
        while queue:
            _, so_far, state = heappop(queue)
            if best[state] < so_far:
                continue
            node, turn = divmod(state, 4)
            if node == goal:
                return self._corners(state, came)
            is_straight = node == start or lying[node] != _FREE
            for new_turn in _STRAIGHT[turn] if is_straight else _ONWARD[turn]:
                beyond = node + moves[new_turn]
                total = so_far + self._toll(beyond, new_turn, goal, by_force=by_force)
                if new_turn != turn:
                    total += _BEND
                new_state = 4 * beyond + new_turn
                if total < best[new_state]:
                    best[new_state] = total
                    came[new_state] = state
                    row, column = divmod(beyond, columns)
                    across, down = abs(column - goal_column), abs(row - goal_row)
                    ahead = across + down + (_BEND if across and down else 0.0)
                    heappush(queue, (total + _HASTE * ahead, total, new_state))
        return None

    def _toll(self, node: Node, turn: int, goal: Node, *, by_force: bool) -> float:
        """Return what a step onto a node costs, for ever where it is not allowed."""
        toll = (self._across if turn < 2 else self._along)[node]
        if node == goal:
            return toll
        if self._blocked[node]:
            if not by_force or self._is_fence(node):
                return _FAR
            toll += _THROUGH_A_COVERED_END
        lies = self._lying[node]
        if lies == _FREE:
            return toll
        return _FAR if lies >= _TAKEN or lies == _WAYS[turn] else toll + _CROSSING

    def _is_fence(self, node: Node) -> bool:
        row, column = divmod(node, self.columns)
        return row in {0, self.rows - 1} or column in {0, self.columns - 1}

    def _corners(self, state: int, came: list[int]) -> Path:
        nodes = [state // 4]
        turns = [state % 4]
        while came[state] >= 0:
            state = came[state]
            nodes.append(state // 4)
            turns.append(state % 4)
        corners = [nodes[0]]
        corners += [
            node for index, node in enumerate(nodes[1:-1], 1) if turns[index] != turns[index - 1]
        ]
        return tuple(reversed([*corners, nodes[-1]]))

"""Finds ways through the flat: around furniture, through doors, never through a wall."""

from __future__ import annotations

import heapq
import math

from hardware_mocks.worlds.house.doorways import Doorways
from hardware_mocks.worlds.house.plan import Plan, Point, Rect

CELL_M = 0.1
PERSON_RADIUS_M = 0.19
CAT_RADIUS_M = 0.1
_LOOK_M = 0.04
_DIAGONAL = math.sqrt(2)
GREED = 1.2
"""A way may be this much longer than the shortest; it is found several times as quickly."""


class FreeSpace:
    """Where somebody of that size can stand, as a grid of cells.

    Args:
        radius_m: how far from walls and furniture its middle stays.
    """

    def __init__(self, plan: Plan, radius_m: float = PERSON_RADIUS_M) -> None:
        self._x0, self._y0, x1, y1 = plan.bounds
        self.columns = math.ceil((x1 - self._x0) / CELL_M)
        self.rows = math.ceil((y1 - self._y0) / CELL_M)
        self._blocked = bytearray(self.columns * self.rows)
        self._found: dict[tuple[Point, Point], tuple[Point, ...]] = {}
        self._steps = [
            (dx, dy, math.hypot(dx, dy), dy * self.columns + dx)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            if dx or dy
        ]
        self._block_edges()
        for box in obstacles(plan):
            self._block(box, radius_m)
        self._block_what_nobody_reaches()
        self._doorways = Doorways(plan, self)
        self._legs: dict[tuple[tuple[int, int], tuple[int, int]], list[tuple[int, int]]] = {}

    def is_free(self, x_m: float, y_m: float) -> bool:
        """Return whether one can stand there."""
        column, row = self._cell((x_m, y_m))
        return self._is_free(column, row)

    def nearest(self, point: Point) -> Point:
        """Return the free point nearest to this one, in rings of cells around it."""
        column, row = self._cell(point)
        if self._is_free(column, row):
            return point
        for ring in range(1, max(self.columns, self.rows)):
            span = range(-ring, ring + 1)
            cells = [
                (column + dx, row + dy)
                for dx in span
                for dy in span
                if max(abs(dx), abs(dy)) == ring
            ]
            free = [self._middle(cell) for cell in cells if self._is_free(*cell)]
            if free:
                return min(free, key=lambda p: math.dist(p, point))
        raise AssertionError("a plan without a free place")

    def way(self, start: Point, goal: Point) -> tuple[Point, ...]:
        """Return the corners of a short way, both ends with it.

        An end in a wall or a piece of furniture is moved to the nearest free place.
        """
        key = (start, goal)
        if key not in self._found:
            self._found[key] = self._search(self.nearest(start), self.nearest(goal))
        return self._found[key]

    def sees(self, a: Point, b: Point) -> bool:
        """Return whether one can walk straight from one point to another."""
        steps = max(1, math.ceil(math.dist(a, b) / _LOOK_M))
        (ax, ay), (bx, by) = a, b
        dx, dy = (bx - ax) / steps, (by - ay) / steps
        return all(self.is_free(ax + dx * k, ay + dy * k) for k in range(steps + 1))

    # -- inside

    def _search(self, start: Point, goal: Point) -> tuple[Point, ...]:
        if self.sees(start, goal):
            return (start, goal) if start != goal else (start,)
        points, here = [start], start
        for stop in (*self._doorways.between(start, goal), goal):
            cells = self._leg(self._cell(here), self._cell(stop))
            points += [self._middle(cell) for cell in cells[1:-1]]
            points.append(stop)
            here = stop
        return self._pulled_tight(points)

    def _leg(self, start: tuple[int, int], goal: tuple[int, int]) -> list[tuple[int, int]]:
        """Return the cells between two doorways, or to one; ways between doorways are kept."""
        key = (start, goal)
        if key not in self._legs:
            found = self._cells_between(start, goal)
            if not (start in self._doorways.cells and goal in self._doorways.cells):
                return found
            self._legs[key] = found
        return self._legs[key]

    def _cells_between(
        self, start: tuple[int, int], goal: tuple[int, int]
    ) -> list[tuple[int, int]]:
        """A*, a little greedy; the distance as the crow flies on a grid is its estimate."""
        columns, blocked = self.columns, self._blocked
        goal_x, goal_y = goal
        first, last = start[1] * columns + start[0], goal_y * columns + goal_x
        cost, came_from = {first: 0.0}, {first: first}
        heap = [(0.0, first)]
        done: set[int] = set()
        while heap:
            _, cell = heapq.heappop(heap)
            if cell == last:
                break
            if cell in done:
                continue
            done.add(cell)
            so_far = cost[cell]
            for dx, dy, step, offset in self._steps:
                near = cell + offset
                if blocked[near] or blocked[cell + dx] or blocked[cell + dy * columns]:
                    continue  # a corner is not cut
                new = so_far + step
                if new < cost.get(near, math.inf):
                    cost[near], came_from[near] = new, cell
                    x, y = abs(near % columns - goal_x), abs(near // columns - goal_y)
                    ahead = x + y - (2 - _DIAGONAL) * min(x, y)
                    heapq.heappush(heap, (new + GREED * ahead, near))
        cells = [last]
        while cells[-1] != first:
            cells.append(came_from[cells[-1]])
        return [(cell % columns, cell // columns) for cell in reversed(cells)]

    def _pulled_tight(self, points: list[Point]) -> tuple[Point, ...]:
        """Leave out corners that one need not go around."""
        tight = [points[0]]
        at = 0
        while at < len(points) - 1:
            ahead = len(points) - 1
            while ahead > at + 1 and not self.sees(points[at], points[ahead]):
                ahead -= max(1, (ahead - at) // 16)
            tight.append(points[ahead])
            at = ahead
        return tuple(tight)

    def _block_edges(self) -> None:
        """Nobody leaves the plan."""
        columns, rows = self.columns, self.rows
        for column in range(columns):
            self._blocked[column] = self._blocked[(rows - 1) * columns + column] = 1
        for row in range(rows):
            self._blocked[row * columns] = self._blocked[(row + 1) * columns - 1] = 1

    def _block(self, box: Rect, radius_m: float) -> None:
        x0, y0, x1, y1 = box
        first_column, first_row = self._cell((x0 - radius_m, y0 - radius_m))
        last_column, last_row = self._cell((x1 + radius_m, y1 + radius_m))
        for row in range(max(0, first_row), min(self.rows, last_row + 1)):
            for column in range(max(0, first_column), min(self.columns, last_column + 1)):
                x, y = self._middle((column, row))
                dx, dy = max(x0 - x, 0.0, x - x1), max(y0 - y, 0.0, y - y1)
                if dx * dx + dy * dy < radius_m * radius_m:
                    self._blocked[row * self.columns + column] = 1

    def _block_what_nobody_reaches(self) -> None:
        """Keep the largest piece of free space; what is shut in between furniture is not free."""
        left = {index for index, is_blocked in enumerate(self._blocked) if not is_blocked}
        largest: set[int] = set()
        while len(left) > len(largest):
            piece = self._piece_around(left.pop())
            left -= piece
            largest = max(largest, piece, key=len)
        for index in range(len(self._blocked)):
            if index not in largest:
                self._blocked[index] = 1

    def _piece_around(self, start: int) -> set[int]:
        piece, edge = {start}, [start]
        while edge:
            cell = edge.pop()
            for near in (cell - 1, cell + 1, cell - self.columns, cell + self.columns):
                if not self._blocked[near] and near not in piece:
                    piece.add(near)
                    edge.append(near)
        return piece

    def cell(self, point: Point) -> tuple[int, int]:
        """Return the column and the row of a point."""
        return self._cell(point)

    def _cell(self, point: Point) -> tuple[int, int]:
        x, y = point
        return math.floor((x - self._x0) / CELL_M), math.floor((y - self._y0) / CELL_M)

    def _middle(self, cell: tuple[int, int]) -> Point:
        x, y = self._x0 + (cell[0] + 0.5) * CELL_M, self._y0 + (cell[1] + 0.5) * CELL_M
        return (round(x, 3), round(y, 3))

    def _is_free(self, column: int, row: int) -> bool:
        if not (0 <= column < self.columns and 0 <= row < self.rows):
            return False
        return not self._blocked[row * self.columns + column]


def obstacles(plan: Plan) -> list[Rect]:
    """Return everything that nobody walks through: walls, also below windows, and furniture."""
    boxes = [item.box for item in plan.furniture.values() if item.is_in_the_way]
    for wall in plan.walls:
        if wall.low_m < 1.0:
            half = wall.thickness_m / 2
            (ax, ay), (bx, by) = wall.a, wall.b
            wide, deep = (0.0, half) if ay == by else (half, 0.0)
            boxes.append((ax - wide, ay - deep, bx + wide, by + deep))
    return boxes


def free_space(plan: Plan, radius_m: float = PERSON_RADIUS_M) -> FreeSpace:
    """Return the free space of a plan, made once."""
    if radius_m not in plan.spaces:
        plan.spaces[radius_m] = FreeSpace(plan, radius_m)
    return plan.spaces[radius_m]

"""Which doors a way leads through: the rooms and their doorways as a graph."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

from hardware_mocks.worlds.house.plan import Plan, Point

if TYPE_CHECKING:
    from hardware_mocks.worlds.house.paths import FreeSpace


class Doorways:
    """Which doors and openings a way leads through, from room to room.

    Attributes:
        cells: where they are on the grid of a free space.
    """

    def __init__(self, plan: Plan, space: FreeSpace) -> None:
        self._plan = plan
        self._middles: dict[str, Point] = {}
        self._rooms: dict[str, tuple[str, str]] = {}
        for passage in plan.passages:
            (ax, ay), (bx, by) = passage.ends
            middle = ((ax + bx) / 2, (ay + by) / 2)
            if space.is_free(*middle):  # else such a body does not fit through
                self._middles[passage.name] = middle
                self._rooms[passage.name] = passage.rooms
        self.cells = {space.cell(middle) for middle in self._middles.values()}

    def between(self, start: Point, goal: Point) -> list[Point]:
        """Return the middles of the doorways on the shortest way, as the crow flies in each room.

        There are none within one room, and none where no way leads.
        """
        here, there = self._plan.room_at(*start), self._plan.room_at(*goal)
        if here == there:
            return []
        heap: list[tuple[float, str, Point, list[Point]]] = [(0.0, here, start, [])]
        seen: set[tuple[str, Point]] = set()
        ways = []
        while heap:
            cost, room, at, passed = heapq.heappop(heap)
            if (room, at) in seen:
                continue
            seen.add((room, at))
            if room == there:
                ways.append((cost + math.dist(at, goal), passed))
                continue
            for name, rooms in self._rooms.items():
                if room in rooms:
                    beyond = rooms[1] if rooms[0] == room else rooms[0]
                    middle = self._middles[name]
                    further = cost + math.dist(at, middle)
                    heapq.heappush(heap, (further, beyond, middle, [*passed, middle]))
        return min(ways)[1] if ways else []

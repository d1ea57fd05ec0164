"""Walls, floors, ceilings, frames and the ground outside, made of the plan."""

from __future__ import annotations

from collections.abc import Container

from hardware_mocks.worlds.house.picture.solids import Material, Point3, Solids
from hardware_mocks.worlds.house.plan import OUTSIDE, Plan, Point, WallPiece, Window

WHITE = Material("white", (226, 232, 234))
CEILING = Material("ceiling", (228, 234, 236))
RENDER = Material("render", (186, 205, 214))
FRAME_M = 0.055
FAR_M = 60.0
NEIGHBOURS = (
    # x0, y0, x1, y1, height, colour: what is seen across the street and behind the car park
    (-14.0, -22.0, -5.0, -15.5, 5.4, (170, 190, 205)),
    (-3.5, -22.5, 5.0, -15.0, 6.2, (150, 165, 190)),
    (7.0, -22.0, 15.5, -15.8, 5.0, (185, 195, 200)),
    (17.5, -21.0, 26.0, -15.2, 5.8, (140, 160, 178)),
    (21.0, -9.0, 28.0, 3.0, 5.2, (165, 178, 188)),
    (20.0, 5.0, 27.0, 14.0, 5.6, (150, 170, 180)),
    (-14.0, 18.0, 20.0, 19.0, 2.2, (120, 140, 150)),
)


def shell(plan: Plan) -> Solids:
    """Return everything of the building that does not move, without its furniture."""
    solids = Solids()
    for piece in plan.walls:
        _wall(solids, plan, piece)
    _floors(solids, plan)
    for number, passage in enumerate(plan.passages):
        frame = Material("frame", WHITE.color, seed=number)
        _architrave(solids, plan, passage.ends, passage.head_m, frame)
    for number, window in enumerate(plan.windows.values()):
        _window(solids, plan, window, Material("frame", WHITE.color, seed=100 + number))
    _ground(solids, plan)
    return solids


def paint(plan: Plan, room: str) -> Material:
    """Return the wall paint of a room, or what is on the walls outside."""
    if room == OUTSIDE:
        return RENDER
    return Material("paint", plan.rooms[room].wall_color, seed=len(room))


def _wall(solids: Solids, plan: Plan, piece: WallPiece) -> None:
    holes = _holes(plan)
    along = 0 if piece.a[1] == piece.b[1] else 1
    (x0, y0), (x1, y1) = _stretched(piece, along, holes)
    z0, z1 = piece.low_m, piece.high_m
    left, right = (paint(plan, side) for side in piece.sides)
    sides = ("Y", "y", "xX") if along == 0 else ("x", "X", "yY")
    solids.box((x0, y0, z0), (x1, y1, z1), left, sides=sides[0])
    solids.box((x0, y0, z0), (x1, y1, z1), right, sides=sides[1], casts_shadow=False)
    jambs = ("Z" if z1 < plan.wall_height_m else "") + ("z" if z0 > 0 else "")
    solids.box((x0, y0, z0), (x1, y1, z1), WHITE, sides=jambs, casts_shadow=False)
    if z1 - z0 == plan.wall_height_m:
        for side, end in zip(sides[2], (piece.a, piece.b), strict=True):
            if end in holes:
                low, high = holes[end]
                jamb = ((x0, y0, low), (x1, y1, high))
                solids.box(*jamb, WHITE, sides=side, casts_shadow=False)


def _holes(plan: Plan) -> dict[Point, tuple[float, float]]:
    """Return the lower and upper edge of each hole in a wall, by both its ends."""
    found = {end: (0.0, passage.head_m) for passage in plan.passages for end in passage.ends}
    for window in plan.windows.values():
        found |= dict.fromkeys(window.ends, (window.sill_m, window.head_m))
    return found


def _stretched(piece: WallPiece, along: int, holes: Container[Point]) -> tuple[Point, Point]:
    """Return the wall's rectangle; where it does not end at a hole it fills the corner."""
    half = piece.thickness_m / 2
    low, high = list(piece.a), list(piece.b)
    low[1 - along] -= half
    high[1 - along] += half
    inside = half * 0.95  # its end is not to be seen on the other wall
    low[along] -= 0.0 if piece.a in holes else inside
    high[along] += 0.0 if piece.b in holes else inside
    return (low[0], low[1]), (high[0], high[1])


def _floors(solids: Solids, plan: Plan) -> None:
    for number, room in enumerate(plan.rooms.values()):
        x0, y0, x1, y1 = room.area
        floor = Material(room.floor, room.floor_color, seed=number)
        solids.polygon(((x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0)), floor)
        z = plan.wall_height_m
        solids.polygon(((x0, y1, z), (x1, y1, z), (x1, y0, z), (x0, y0, z)), CEILING)
    x0, y0, x1, y1 = plan.outline
    half, z = plan.outer_wall_m / 2, plan.wall_height_m
    solids.box((x0 - half, y0 - half, z), (x1 + half, y1 + half, z + 0.3), RENDER, sides="xXyYZ")


def bar(
    solids: Solids,
    ends: tuple[Point, Point],
    levels: tuple[float, float],
    half_m: float,
    material: Material,
) -> None:
    """Add a box along a wall, `half_m` thick to both sides of the wall's middle."""
    (xa, ya), (xb, yb) = ends
    x0, x1, y0, y1 = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
    if y1 - y0 < x1 - x0:
        y0, y1 = y0 - half_m, y1 + half_m
    else:
        x0, x1 = x0 - half_m, x1 + half_m
    solids.box((x0, y0, levels[0]), (x1, y1, levels[1]), material)


def piece_of(ends: tuple[Point, Point], start: float, end: float) -> tuple[Point, Point]:
    """Return the part of a line between two distances from its first end, in metres."""
    (xa, ya), (xb, yb) = ends
    length = abs(xb - xa) + abs(yb - ya)
    dx, dy = (xb - xa) / length, (yb - ya) / length
    return (xa + dx * start, ya + dy * start), (xa + dx * end, ya + dy * end)


def _thickness(plan: Plan, ends: tuple[Point, Point]) -> float:
    x0, y0, x1, y1 = plan.outline
    on_edge = any(ends[0][0] == ends[1][0] == x for x in (x0, x1))
    on_edge |= any(ends[0][1] == ends[1][1] == y for y in (y0, y1))
    return plan.outer_wall_m if on_edge else plan.inner_wall_m


def _architrave(
    solids: Solids, plan: Plan, ends: tuple[Point, Point], head_m: float, frame: Material
) -> None:
    if _thickness(plan, ends) == plan.outer_wall_m:  # a threshold of stone
        bar(solids, ends, (0.0, 0.015), plan.outer_wall_m / 2, Material("path", (130, 136, 140)))
    half = _thickness(plan, ends) / 2 + 0.014
    (xa, ya), (xb, yb) = ends
    length = abs(xb - xa) + abs(yb - ya)
    bar(solids, piece_of(ends, -0.07, 0.012), (0.0, head_m + 0.07), half, frame)
    bar(solids, piece_of(ends, length - 0.012, length + 0.07), (0.0, head_m + 0.07), half, frame)
    bar(solids, piece_of(ends, 0.0, length), (head_m - 0.012, head_m + 0.07), half, frame)


def _window(solids: Solids, plan: Plan, window: Window, frame: Material) -> None:
    ends, low, high = window.ends, window.sill_m, window.head_m
    length = abs(ends[0][0] - ends[1][0]) + abs(ends[0][1] - ends[1][1])
    for start in _posts(length):
        bar(solids, piece_of(ends, start, start + FRAME_M), (low, high), 0.035, frame)
    bar(solids, ends, (low, low + FRAME_M), 0.035, frame)
    bar(solids, ends, (high - FRAME_M, high), 0.035, frame)
    half = plan.outer_wall_m / 2 + 0.06
    bar(solids, piece_of(ends, -0.05, length + 0.05), (low - 0.03, low), half, WHITE)


def _posts(length: float) -> list[float]:
    parts = max(1, round(length / 0.75))
    return [i * (length - FRAME_M) / parts for i in range(parts + 1)]


def _ground(solids: Solids, plan: Plan) -> None:
    for ground in plan.outside.values():
        x0, y0, x1, y1 = ground.area
        stuff = Material(ground.kind, ground.color)
        solids.polygon(((x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0)), stuff)
    x0, y0, x1, y1 = plan.bounds
    far = Material("grass", (78, 122, 108))
    solids.polygon(((x0, y0, -0.01), (x1, y0, -0.01), (x1, y1, -0.01), (x0, y1, -0.01)), far)
    strips: tuple[tuple[Point3, ...], ...] = (
        ((-FAR_M, -FAR_M, -0.02), (FAR_M, -FAR_M, -0.02), (FAR_M, y0, -0.02), (-FAR_M, y0, -0.02)),
        ((-FAR_M, y1, -0.02), (FAR_M, y1, -0.02), (FAR_M, FAR_M, -0.02), (-FAR_M, FAR_M, -0.02)),
        ((-FAR_M, y0, -0.02), (x0, y0, -0.02), (x0, y1, -0.02), (-FAR_M, y1, -0.02)),
        ((x1, y0, -0.02), (FAR_M, y0, -0.02), (FAR_M, y1, -0.02), (x1, y1, -0.02)),
    )
    for strip in strips:
        solids.polygon(strip, far)
    for number, (a, b, c, d, height, color) in enumerate(NEIGHBOURS):
        facade = Material("facade" if height > 3 else "render", color, seed=number)
        solids.box((a, b, 0.0), (c, d, height), facade, sides="xXyYZ", casts_shadow=False)

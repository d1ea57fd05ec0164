"""Shapes of what stands outside: cars, hedges, trees, posts, and leaves for plants too."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping

from hardware_mocks.worlds.house.picture.shapes import Placed
from hardware_mocks.worlds.house.picture.solids import Material, Point3, Solids, round_outline

TYRE = Material("plain", (32, 30, 30))
GLASS = Material("glass", (70, 60, 52))
CHROME = Material("metal", (170, 172, 175))
BARK = Material("bark", (58, 74, 92))


def leaves(
    solids: Solids, leaf: Material, at: Point3, spread: Point3, count: int, size: float
) -> None:
    """Add leaves around a point: a foot from which they rise and spread."""
    chance = random.Random(f"leaves {at}")
    for _ in range(count):
        turn, up = chance.uniform(0, math.tau), chance.random()
        out = chance.uniform(0.15, 1.0) * math.sin(math.pi * (0.15 + 0.8 * up))
        x = at[0] + spread[0] * out * math.cos(turn)
        y = at[1] + spread[1] * out * math.sin(turn)
        z = at[2] + spread[2] * up
        _leaf(solids, leaf, (x, y, z), turn + chance.uniform(-0.7, 0.7), size, chance)


def _leaf(
    solids: Solids, leaf: Material, at: Point3, turn: float, size: float, chance: random.Random
) -> None:
    lift = chance.uniform(-0.9, 0.7)
    long = size * chance.uniform(0.6, 1.1)
    dx, dy, dz = math.cos(turn) * math.cos(lift), math.sin(turn) * math.cos(lift), math.sin(lift)
    sx, sy = -math.sin(turn) * size * 0.22, math.cos(turn) * size * 0.22
    middle = (at[0] + dx * long / 2, at[1] + dy * long / 2, at[2] + dz * long / 2)
    tip = (at[0] + dx * long, at[1] + dy * long, at[2] + dz * long - 0.03)
    one = (middle[0] + sx, middle[1] + sy, middle[2])
    other = (middle[0] - sx, middle[1] - sy, middle[2])
    shade = Material(leaf.kind, leaf.color, seed=chance.randrange(6))
    solids.polygon((at, other, tip, one), shade)
    solids.polygon((at, one, tip, other), shade)


def _tree(solids: Solids, at: Placed) -> None:
    x, y, _ = at.center(0)
    high = at.levels[1]
    solids.prism(round_outline(x, y, 0.14, 8), 0.0, high * 0.6, BARK, taper=0.7)
    solids.boxes.append(((x - 0.1, y - 0.1, 0.0), (x + 0.1, y + 0.1, high * 0.6)))
    crown = high * 0.62
    solids.ball((x, y, crown + 0.75), (0.8, 0.8, 0.75), at.stuff("hedge", 0.7), slices=14)
    leaves(solids, at.stuff("leaf"), (x, y, high * 0.4), (1.7, 1.7, high * 0.65), 420, 0.4)
    chance = random.Random(f"crown {x} {y}")
    for _ in range(26):  # light falls between its twigs
        turn, out, size = (
            chance.uniform(0, math.tau),
            chance.uniform(0, 1.2),
            chance.uniform(0.1, 0.24),
        )
        at_x, at_y = x + out * math.cos(turn), y + out * math.sin(turn)
        z = crown + 0.7 + chance.uniform(-0.9, 0.9) * (1.3 - out * 0.7)
        solids.boxes.append(
            ((at_x - size, at_y - size, z - size), (at_x + size, at_y + size, z + size))
        )


def _hedge(solids: Solids, at: Placed) -> None:
    solids.box(*at.part(), at.stuff("hedge"))


def _post(solids: Solids, at: Placed) -> None:
    x, y, _ = at.center(0)
    high = at.levels[1]
    solids.prism(round_outline(x, y, 0.05, 6), 0.0, high, at.stuff("metal"))
    head = Material("lamp", (190, 235, 250), lamp=at.piece.name)
    solids.box((x - 0.1, y - 0.32, high - 0.02), (x + 0.1, y + 0.1, high + 0.1),
               at.stuff("metal"), casts_shadow=False)  # fmt: skip
    solids.box((x - 0.08, y - 0.3, high - 0.06), (x + 0.08, y + 0.06, high - 0.02), head,
               casts_shadow=False)  # fmt: skip


def _car(solids: Solids, at: Placed) -> None:
    """A car whose long side is its length, its nose at the upper end."""
    high = at.levels[1]
    waist = high * 0.58
    paint = at.stuff("car")
    _hull(solids, at, ((0.0, 0.32), (0.0, 0.5), (0.02, waist * 0.93), (0.98, waist), (1.0, 0.55),
                       (1.0, 0.3)), (0.0, 1.0), paint)  # fmt: skip
    _hull(solids, at, ((0.06, waist * 0.94), (0.2, high - 0.06), (0.26, high), (0.62, high),
                       (0.66, high - 0.06), (0.84, waist * 0.97)), (0.1, 0.9), GLASS)  # fmt: skip
    solids.box(*at.part((0.24, 0.63), (0.1, 0.9), (high - 0.05, high + 0.01)), paint,
               casts_shadow=False)  # fmt: skip
    for post in (0.44, 0.21, 0.65):
        slot = at.part((post - 0.012, post + 0.012), (0.085, 0.915), (waist, high - 0.03))
        solids.box(*slot, paint, casts_shadow=False)
    for wheel in (0.175, 0.815):
        for side, inner in ((-0.012, 0.1), (1.012, 0.9)):
            _wheel(solids, at, wheel, side, inner)
    for w in ((0.05, 0.24), (0.76, 0.95)):
        lens = Material("plain", (225, 235, 235))
        solids.box(*at.part((0.99, 1.004), w, (0.56, 0.7)), lens, casts_shadow=False)
        tail = Material("plain", (30, 30, 150))
        solids.box(*at.part((-0.004, 0.01), w, (0.6, 0.76)), tail, casts_shadow=False)
    plate = Material("plain", (225, 225, 225))
    for end in ((-0.006, 0.01), (0.99, 1.006)):
        solids.box(*at.part(end, (0.36, 0.64), (0.4, 0.5)), plate, casts_shadow=False)
    solids.boxes.append(at.part(z=(0.12, waist)))
    solids.boxes.append(at.part((0.15, 0.75), (0.08, 0.92), (waist, high)))


def _wheel(solids: Solids, at: Placed, u: float, w: float, inner: float) -> None:
    """A tyre with a bright rim, on the side of a car at w."""
    for radius, out, stuff in ((0.31, w, TYRE), (0.19, w + (w - inner) * 0.02, CHROME)):
        turns = [math.tau * i / 14 for i in range(14)]
        ring = [(u + radius * math.cos(t) / at.length, 0.31 + radius * math.sin(t)) for t in turns]
        corners = [(*at.part((a, a), (out, out))[0][:2], z) for a, z in ring]
        middle = (*at.part((u, u), (inner, inner))[0][:2], 0.31)
        solids.polygon(_outward(corners, middle), stuff)
    low, high = sorted((w, inner))
    reach = 0.26 / at.length
    solids.box(*at.part((u - reach, u + reach), (low + 0.01, high - 0.01), (0.06, 0.5)), TYRE,
               casts_shadow=False)  # fmt: skip


def _hull(
    solids: Solids,
    at: Placed,
    profile: tuple[tuple[float, float], ...],
    w: tuple[float, float],
    stuff: Material,
) -> None:
    """Add what lies between two equal profiles: pairs of u and metres above the ground."""

    def corner(u: float, across: float, z: float) -> Point3:
        x, y, _ = at.part((u, u), (across, across))[0]
        return x, y, z

    near = [corner(u, w[0], z) for u, z in profile]
    far = [corner(u, w[1], z) for u, z in profile]
    middle = tuple(sum(p[i] for p in near + far) / (2 * len(near)) for i in range(3))
    sides = [near, far]
    sides += [[near[i], near[i - 1], far[i - 1], far[i]] for i in range(len(near))]
    for side in sides:
        solids.polygon(_outward(side, middle), stuff)


def _outward(corners: list[Point3], middle: tuple[float, ...]) -> list[Point3]:
    """Return the corners in the order in which the face looks away from the middle."""
    a, b, c = corners[:3]
    e = [b[i] - a[i] for i in range(3)]
    f = [c[i] - b[i] for i in range(3)]
    normal = (e[1] * f[2] - e[2] * f[1], e[2] * f[0] - e[0] * f[2], e[0] * f[1] - e[1] * f[0])
    looks_out = sum(normal[i] * (a[i] - middle[i]) for i in range(3)) > 0
    return corners if looks_out else corners[::-1]


OUTDOOR_SHAPES: Mapping[str, Callable[[Solids, Placed], None]] = {
    "tree": _tree, "hedge": _hedge, "post": _post, "car": _car,
}  # fmt: skip

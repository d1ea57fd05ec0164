"""Gives each piece of furniture of the plan its shape; `SHAPES` is where a kind is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hardware_mocks.worlds.house.picture.outdoors import OUTDOOR_SHAPES, leaves
from hardware_mocks.worlds.house.picture.shapes import Placed, legs
from hardware_mocks.worlds.house.picture.solids import Material, Solids, round_outline
from hardware_mocks.worlds.house.plan import Plan

METAL = Material("metal", (150, 152, 155))
BLACK = Material("plain", (30, 28, 27))
LINEN = Material("fabric", (236, 238, 240))
SCREEN_LAMP = "tv"


def furniture(plan: Plan) -> Solids:
    """Return all furniture of the plan."""
    solids = Solids()
    for piece in plan.furniture.values():
        SHAPES.get(piece.kind, _block)(solids, Placed.of(plan, piece))
    return solids


def _block(solids: Solids, at: Placed) -> None:
    solids.box(*at.part(), at.stuff("plain"))


def _sofa(solids: Solids, at: Placed) -> None:
    seat = at.levels[1]
    solids.box(*at.part(z=(0.06, seat - 0.13)), at.stuff("fabric", 0.75))
    count = max(1, round(at.length / 0.75))
    for i in range(count):
        cushion = at.part((i / count + 0.01, (i + 1) / count - 0.01), z=(seat - 0.12, seat))
        solids.box(*cushion, at.stuff("fabric"))
    arm = 0.14 / at.length
    for u in ((-0.015, arm), (1 - arm, 1.015)):
        solids.box(*at.part(u, z=(0.04, seat + 0.17)), at.stuff("fabric", 0.95))


def _sofa_back(solids: Solids, at: Placed) -> None:
    count = max(1, round(at.length / 0.75))
    for i in range(count):
        u = (i / count + 0.008, (i + 1) / count - 0.008)
        solids.box(*at.part(u), at.stuff("fabric"))
    if count > 1:
        z = at.levels[0]
        pillow = at.part((0.12, 0.32), (1.0, 1.6), (z, z + 0.3))
        solids.box(*pillow, Material("fabric", (90, 170, 215)))


def _table(solids: Solids, at: Placed) -> None:
    low = at.levels[0]
    solids.box(*at.part(), at.stuff("grain"))
    solids.box(*at.part((0.06, 0.94), (0.08, 0.92), (low - 0.05, low)), at.stuff("grain", 0.8))
    legs(solids, at, low, 0.05, at.stuff("grain", 0.85))
    if at.piece.room == "kitchen":
        x, y, z = at.center(at.levels[1])
        bowl = Material("plain", (60, 130, 215))
        solids.prism(round_outline(x, y, 0.09), z, z + 0.07, bowl, taper=1.4)


def _chair(solids: Solids, at: Placed) -> None:
    seat, thin = at.levels[1], 0.035
    wood = at.stuff("grain")
    solids.box(*at.part(z=(seat - 0.045, seat)), wood)
    legs(solids, at, seat - 0.045, thin, wood)
    w = (0.0, thin / at.depth)
    for z in ((seat + 0.12, seat + 0.2), (seat + 0.28, seat + 0.45)):
        solids.box(*at.part((0.03, 0.97), w, z), wood)
    for u in ((0.0, thin / at.length), (1 - thin / at.length, 1.0)):
        solids.box(*at.part(u, w, (seat, seat + 0.46)), wood)


def _cupboard(solids: Solids, at: Placed) -> None:
    _fronts(solids, at, 0.55, 0.012, 1.05)


def _wardrobe(solids: Solids, at: Placed) -> None:
    _fronts(solids, at, 0.6, 0.014, 1.08)


def _fronts(solids: Solids, at: Placed, wide_m: float, thick_m: float, shade: float) -> None:
    solids.box(*at.part(), at.stuff("grain"))
    low, high = at.levels
    tall = high - low
    count = max(1, round(at.length / wide_m))
    for i in range(count):
        u = (i / count + 0.012, (i + 1) / count - 0.012)
        door = at.front(u, (low + 0.05 * tall, high - 0.02 * tall), thick_m)
        solids.box(*door, at.stuff("grain", shade), casts_shadow=False)
        handle = (i + (0.88 if i % 2 == 0 else 0.1)) / count
        spot = at.front((handle, handle + 0.02 / at.length), _handle(low, high), thick_m + 0.025)
        solids.box(*spot, METAL, casts_shadow=False)


def _handle(low: float, high: float) -> tuple[float, float]:
    middle = low + (high - low) * 0.55
    return middle - 0.05, middle + 0.05


def _bookshelf(solids: Solids, at: Placed) -> None:
    low, high = at.levels
    solids.boxes.append(at.part())
    thin, gap = 0.028, (high - low - 0.028) / 5
    wood = at.stuff("grain")
    books = Material("books", at.piece.color, seed=len(at.piece.name))
    solids.box(*at.part(w=(0.0, 0.72)), books, casts_shadow=False)
    for u in ((0.0, thin / at.length), (1 - thin / at.length, 1.0)):
        solids.box(*at.part(u), wood, casts_shadow=False)
    for i in range(6):
        z = low + i * gap
        solids.box(*at.part(z=(z, z + thin)), wood, casts_shadow=False)


def _tv(solids: Solids, at: Placed) -> None:
    low, high = at.levels
    solids.box(*at.part(), BLACK)
    screen = Material("screen", (40, 34, 30), lamp=SCREEN_LAMP)
    solids.box(*at.front((0.02, 0.98), (low + 0.04, high - 0.025), 0.004), screen,
               casts_shadow=False)  # fmt: skip
    solids.box(*at.part((0.42, 0.58), (0.2, 0.8), (low - 0.06, low)), BLACK)


def _rug(solids: Solids, at: Placed) -> None:
    solids.box(*at.part(z=(0.0, max(at.levels[1], 0.008))), at.stuff("rug"), casts_shadow=False)


def _picture(solids: Solids, at: Placed) -> None:
    low, high = at.levels
    solids.box(*at.part(), Material("plain", (40, 46, 56)))
    art = Material("art", at.piece.color, seed=len(at.piece.name))
    solids.box(*at.front((0.06, 0.94), (low + 0.04, high - 0.04), 0.004), art, casts_shadow=False)


def _coats(solids: Solids, at: Placed) -> None:
    low, high = at.levels
    solids.box(*at.part(w=(0.0, 0.1), z=(high - 0.1, high)), Material("grain", (60, 90, 120)))
    for i, (shade, drop) in enumerate(((1.0, 0.0), (0.55, 0.12), (1.5, 0.25), (0.8, 0.06))):
        u = (i / 4 + 0.02, (i + 1) / 4 - 0.02)
        coat = at.part(u, (0.1, 0.9 - 0.1 * (i % 2)), (low + drop, high - 0.06))
        solids.box(*coat, at.stuff("fabric", shade))


def _counter(solids: Solids, at: Placed) -> None:
    high = at.levels[1]
    solids.box(*at.part(w=(0.0, 0.93), z=(0.1, high - 0.04)), at.stuff("plain"))
    solids.box(*at.part(w=(0.0, 0.85), z=(0.0, 0.1)), at.stuff("plain", 0.4))
    solids.box(*at.part(z=(high - 0.04, high)), Material("grain", (70, 105, 140)))
    count = max(1, round(at.length / 0.6))
    for i in range(count):
        u = (i / count + 0.01, (i + 1) / count - 0.01)
        door = at.part(u, (0.93, 0.955), (0.13, high - 0.07))
        solids.box(*door, at.stuff("plain", 1.04), casts_shadow=False)
        spot = at.part((u[0] + 0.02, u[1] - 0.02), (0.955, 0.985), (high - 0.13, high - 0.11))
        solids.box(*spot, METAL, casts_shadow=False)
    kettle = Material("metal", (120, 122, 128))
    x, y, z = at.center(high)
    solids.prism(round_outline(x, y, 0.085), z, z + 0.2, kettle, taper=0.8)


def _cooker(solids: Solids, at: Placed) -> None:
    low, high = at.levels
    solids.box(*at.part(z=(low, high)), at.stuff("metal"))
    solids.box(*at.part((0.02, 0.98), (0.02, 0.98), (high, high + 0.008)), BLACK)
    solids.box(*at.front((0.08, 0.92), (0.2, 0.68), 0.01), BLACK, casts_shadow=False)
    solids.box(*at.front((0.1, 0.9), (0.72, 0.74), 0.04), METAL, casts_shadow=False)


def _fridge(solids: Solids, at: Placed) -> None:
    low, high = at.levels
    solids.box(*at.part(), at.stuff("plain"))
    for z in ((low + 0.03, high * 0.33), (high * 0.33 + 0.012, high - 0.01)):
        solids.box(*at.front((0.01, 0.99), z, 0.03), at.stuff("plain", 1.02), casts_shadow=False)
        grip = (z[1] - 0.32, z[1] - 0.05) if z[0] > 0.3 else (z[1] - 0.2, z[1] - 0.05)
        solids.box(*at.front((0.08, 0.12), grip, 0.06), METAL, casts_shadow=False)


def _bath(solids: Solids, at: Placed) -> None:
    high = at.levels[1]
    white = at.stuff("plain")
    du, dw = 0.07 / at.length, 0.07 / at.depth
    for u in ((0.0, du), (1 - du, 1.0)):
        solids.box(*at.part(u), white)
    for w in ((0.0, dw), (1 - dw, 1.0)):
        solids.box(*at.part(w=w), white)
    solids.box(*at.part(z=(0.0, high - 0.35)), white, sides="Z")


def _basin(solids: Solids, at: Placed) -> None:
    low, high = at.levels
    solids.box(*at.part(), at.stuff("plain"))
    solids.box(*at.part((0.42, 0.58), (0.1, 0.4), (0.0, low)), at.stuff("plain", 0.95))
    solids.box(*at.part((0.45, 0.55), (0.05, 0.3), (high, high + 0.14)), METAL)


def _bed(solids: Solids, at: Placed) -> None:
    high = at.levels[1]
    frame = Material("grain", (52, 78, 108))
    solids.box(*at.part(z=(0.1, high - 0.2)), frame)
    legs(solids, at, 0.1, 0.06, frame)
    solids.box(*at.part((0.01, 0.99), (0.03, 0.98), (high - 0.2, high - 0.03)), LINEN)
    solids.box(*at.part((-0.01, 1.01), (0.32, 1.0), (high - 0.16, high)), at.stuff("fabric"))
    solids.box(*at.part(w=(-0.03, 0.015), z=(0.0, high + 0.45)), frame)
    for u in ((0.08, 0.46), (0.54, 0.92)):
        solids.box(*at.part(u, (0.05, 0.25), (high - 0.03, high + 0.08)), LINEN)


def _plant(solids: Solids, at: Placed) -> None:
    x, y, _ = at.center(0)
    high = at.levels[1]
    pot = Material("plain", (70, 95, 150))
    solids.prism(round_outline(x, y, 0.13), 0.0, 0.28, pot, taper=1.25)
    leaves(solids, at.stuff("leaf"), (x, y, 0.35), (0.3, 0.3, high - 0.35), 46, 0.2)
    solids.boxes.append(((x - 0.16, y - 0.16, 0.0), (x + 0.16, y + 0.16, high * 0.85)))


SHAPES: Mapping[str, Callable[[Solids, Placed], None]] = {
    "sofa": _sofa, "sofa_back": _sofa_back, "table": _table, "chair": _chair,
    "cupboard": _cupboard, "wardrobe": _wardrobe, "bookshelf": _bookshelf, "tv": _tv,
    "rug": _rug, "picture": _picture, "coats": _coats, "counter": _counter,
    "cooker": _cooker, "fridge": _fridge, "bath": _bath, "basin": _basin, "bed": _bed,
    "plant": _plant, **OUTDOOR_SHAPES,
}  # fmt: skip

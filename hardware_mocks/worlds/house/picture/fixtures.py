"""What lamps look like: a globe below the ceiling, a standard lamp, a lantern on the wall."""

from __future__ import annotations

from hardware_mocks.worlds.house.picture.solids import Material, Solids, round_outline
from hardware_mocks.worlds.house.plan import OUTSIDE, Lamp, Plan

IRON = Material("metal", (60, 62, 66))
GLOBE_M = 0.13


def fixtures(plan: Plan) -> Solids:
    """Return the lamps of the plan, without their light."""
    solids = Solids()
    for lamp in plan.lamps.values():
        if lamp.name in plan.furniture or lamp.name == "tv":
            continue  # it is drawn with its post, or as a screen
        glass = Material("lamp", (205, 232, 240), lamp=lamp.name)
        if lamp.room == OUTSIDE:
            _lantern(solids, lamp, glass)
        elif lamp.at[2] > 2.0:
            _pendant(solids, plan, lamp, glass)
        else:
            _standard(solids, lamp, glass)
    return solids


def _pendant(solids: Solids, plan: Plan, lamp: Lamp, glass: Material) -> None:
    x, y, z = lamp.at
    solids.ball((x, y, z), (GLOBE_M, GLOBE_M, GLOBE_M * 0.8), glass, slices=12)
    top = plan.wall_height_m
    if top - z > GLOBE_M:
        solids.prism(round_outline(x, y, 0.012, 4), z + GLOBE_M * 0.8, top, IRON)


def _standard(solids: Solids, lamp: Lamp, glass: Material) -> None:
    x, y, z = lamp.at
    solids.prism(round_outline(x, y, 0.14, 12), 0.0, 0.03, IRON)
    solids.prism(round_outline(x, y, 0.014, 6), 0.03, z - 0.1, IRON)
    solids.prism(round_outline(x, y, 0.19, 14), z - 0.12, z + 0.14, glass, taper=0.68)


def _lantern(solids: Solids, lamp: Lamp, glass: Material) -> None:
    x, y, z = lamp.at
    solids.box((x - 0.08, y - 0.08, z + 0.1), (x + 0.08, y + 0.08, z + 0.14), IRON,
               casts_shadow=False)  # fmt: skip
    solids.box((x - 0.06, y - 0.06, z - 0.1), (x + 0.06, y + 0.06, z + 0.1), glass,
               casts_shadow=False)  # fmt: skip
    solids.box((x - 0.02, y, z + 0.1), (x + 0.02, y + 0.2, z + 0.13), IRON, casts_shadow=False)

"""The plan of the house as the page draws it: metres, x to the right, y up; colours as #rrggbb."""

from __future__ import annotations

from typing import Any

from hardware_mocks.worlds.house.plan import Rect, read_plan

MARGINS_M = (2.6, 6.6, 4.8, 1.6)
"""What is shown around the house: left, below (the way to the pavement), right (cars), above."""
CUT_M = 1.2
"""A plan shows what a cut at this height meets, as architects draw it."""


def plan_of_the_house() -> dict[str, Any]:
    """Return everything of the house that does not move."""
    plan = read_plan()
    return {
        "bounds": plan.bounds,
        "view": _shown(plan.outline, plan.bounds),
        "ground": [
            {"name": g.name, "kind": g.kind, "area": g.area, "color": colour(g.color)}
            for g in plan.outside.values()
        ],
        "rooms": [
            {"name": r.name, "area": r.area, "floor": r.floor, "color": colour(r.floor_color)}
            for r in plan.rooms.values()
        ],
        "walls": [
            {"a": w.a, "b": w.b, "thick": w.thickness_m}
            for w in plan.walls
            if w.low_m < CUT_M < w.high_m
        ],
        "windows": [
            {"name": w.name, "ends": w.ends, "curtain": w.curtain_color is not None}
            for w in plan.windows.values()
        ],
        "doors": [
            {"name": d.name, "hinge": d.hinge, "lock": d.lock, "swing": d.swing_rad}
            for d in plan.doors.values()
        ],
        "furniture": [
            {"name": f.name, "kind": f.kind, "box": f.box, "color": colour(f.color)}
            for f in sorted(plan.furniture.values(), key=lambda f: f.to_m)
        ],
        "lamps": [{"name": lamp.name, "at": lamp.at[:2]} for lamp in plan.lamps.values()],
        "cameras": [
            {"name": c.name, "at": c.at[:2], "yaw": c.yaw_rad, "fov": c.fov_rad}
            for c in plan.cameras.values()
        ],
        "pirs": [
            {
                "name": p.name,
                "at": p.at[:2],
                "yaw": p.yaw_rad,
                "cone": p.cone_rad,
                "range": p.range_m,
            }
            for p in plan.pirs.values()
        ],
    }


def _shown(outline: Rect, bounds: Rect) -> Rect:
    """Return the house and what is near it, in x0, y0, x1, y1."""
    left, below, right, above = MARGINS_M
    return (
        max(outline[0] - left, bounds[0]),
        max(outline[1] - below, bounds[1]),
        min(outline[2] + right, bounds[2]),
        min(outline[3] + above, bounds[3]),
    )


def colour(bgr: tuple[int, int, int]) -> str:
    """Return a colour as browsers write it."""
    blue, green, red = bgr
    return f"#{red:02x}{green:02x}{blue:02x}"

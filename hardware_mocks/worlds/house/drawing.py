"""Draws the house from above as SVG: the plan, and who goes where in a scenario."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from hardware_mocks.worlds.house.movement import Walk
from hardware_mocks.worlds.house.plan import OUTSIDE, Plan, Point, Rect
from hardware_mocks.worlds.house.tables import Bgr
from makerkit.timeline_svg import FONTS

if TYPE_CHECKING:
    from hardware_mocks.worlds.house.house import House
    from hardware_mocks.worlds.house.state import Body, HouseState

PX_PER_M = 64
WALL, GLASS, INK, PAPER = "#3b3a3f", "#8fc7e8", "#22252b", "#f7f5f0"
CAMERA, PIR = "#2b6cb0", "#b7791f"
KIND_COLORS = {"resident": "#2f855a", "visitor": "#6b46c1", "intruder": "#c53030", "cat": "#b7791f"}
PATH_COLORS = ("#c53030", "#2f855a", "#6b46c1", "#b7791f", "#2b6cb0")
FONT = f'font-family="{FONTS}"'


def plan_svg(
    plan: Plan,
    *,
    state: HouseState | None = None,
    house: House | None = None,
    view: Rect | None = None,
    with_sensors: bool = True,
) -> str:
    """Return the plan as an SVG.

    Args:
        state: draw doors, lamps and people as they are then; by default as the plan has them.
        house: draw the ways that people go in its scenario.
        view: the part of the plan to show; all that lies near the house by default.
        with_sensors: whether to draw what cameras and PIRs see.
    """
    x0, y0, x1, y1 = view or (-3.4, -6.6, 16.8, 11.7)
    width, height = (x1 - x0) * PX_PER_M, (y1 - y0) * PX_PER_M
    layers = [
        *(_box(g.area, _css(g.color), opacity=0.55) for g in plan.outside.values()),
        *(_box(room.area, _css(room.floor_color), opacity=0.6) for room in plan.rooms.values()),
        *(_sensors(plan) if with_sensors else ()),
        *(_furniture(plan)),
        *_walls(plan),
        *_doors(plan, state),
        *_lamps(plan, state),
        *_room_names(plan),
        *(_ways(house) if house is not None else ()),
        *(_devices(plan) if with_sensors else ()),
        *(_people(state) if state is not None else ()),
        *_scale(x0, y0),
    ]
    inside = "\n".join(layers)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{_n(x0)} {_n(-y1)} {_n(x1 - x0)} "
        f"{_n(y1 - y0)}' width='{width:.0f}' height='{height:.0f}' role='img'>\n"
        f"<title>{escape(plan.name)} from above</title>\n"
        f"<rect x='{_n(x0)}' y='{_n(-y1)}' width='100%' height='100%' fill='{PAPER}'/>\n"
        f"{inside}\n</svg>\n"
    )


def plan_png(svg: str, *, zoom: float = 1.0) -> bytes:
    """Return a drawn plan as PNG."""
    from makerkit.timeline_png import draw_png

    return draw_png(svg, zoom=zoom)


# -- the still part


def _walls(plan: Plan) -> Iterable[str]:
    for wall in plan.walls:
        if wall.low_m == 0:
            is_full = wall.high_m > 2
            half = wall.thickness_m / 2
            (ax, ay), (bx, by) = wall.a, wall.b
            wide, deep = (half, half) if is_full else ((0, half) if ay == by else (half, 0))
            color = WALL if is_full else GLASS
            yield _box((ax - wide, ay - deep, bx + wide, by + deep), color)
    for window in plan.windows.values():
        yield _line(window.ends, WALL, 0.02)


def _furniture(plan: Plan) -> Iterable[str]:
    for item in sorted(plan.furniture.values(), key=lambda item: item.to_m):
        x0, y0, x1, y1 = item.box
        if item.kind == "tree":
            yield _circle(((x0 + x1) / 2, (y0 + y1) / 2), 1.3, _css(item.color), opacity=0.55)
        round_m = 0.25 if item.kind == "car" else 0.05
        yield _box(item.box, _css(item.color), opacity=0.9, stroke=INK, round_m=round_m)


def _doors(plan: Plan, state: HouseState | None) -> Iterable[str]:
    for door in plan.doors.values():
        rests = 1.0 if door.is_open else 0.0
        share = rests if state is None else state.doors[door.name]
        tip = door.tip_at(share)
        sweep = 0 if door.swing_rad > 0 else 1
        end, radius = door.tip_at(1.0), door.width_m
        yield (
            f"<path d='M {_xy(door.lock)} A {_n(radius)} {_n(radius)} 0 0 {sweep} {_xy(end)}' "
            f"fill='none' stroke='{INK}' stroke-width='0.015' stroke-dasharray='0.08 0.06'/>"
        )
        yield _line((door.hinge, tip), _css(door.color), 0.07)
        yield _line((door.hinge, tip), INK, 0.02)


def _lamps(plan: Plan, state: HouseState | None) -> Iterable[str]:
    for lamp in plan.lamps.values():
        value = 0.0 if state is None else state.lamps[lamp.name]
        at = (lamp.at[0], lamp.at[1])
        if value > 0:
            yield _circle(at, 1.1, "#ffd34d", opacity=0.35 * value)
        fill = "#ffd34d" if value else "#ffffff"
        yield _circle(at, 0.11, fill, stroke=INK)


def _room_names(plan: Plan) -> Iterable[str]:
    for room in plan.rooms.values():
        x0, y0, x1, y1 = room.area
        yield _text(((x0 + x1) / 2, y0 + (y1 - y0) * 0.62), room.name.replace("_", " "), size=0.3)


def _sensors(plan: Plan) -> Iterable[str]:
    for room in plan.rooms.values():
        yield f"<clipPath id='in-{room.name}'>{_box(room.area, INK)}</clipPath>"
    for pir in plan.pirs.values():
        wedge = _wedge(pir.at, pir.yaw_rad, pir.cone_rad, pir.range_m, PIR)
        yield _within(plan, pir.at, wedge)
    for camera in plan.cameras.values():
        wedge = _wedge(camera.at, camera.yaw_rad, camera.fov_rad, 4.5, CAMERA)
        yield _within(plan, camera.at, wedge)


def _within(plan: Plan, at: Sequence[float], shape: str) -> str:
    """Cut a shape at the walls of the room of a point."""
    room = plan.room_at(at[0], at[1])
    return shape if room == OUTSIDE else f"<g clip-path='url(#in-{room})'>{shape}</g>"


def _devices(plan: Plan) -> Iterable[str]:
    for pir in plan.pirs.values():
        yield _circle(pir.at, 0.1, PIR, stroke="#ffffff")
    for camera in plan.cameras.values():
        x, y, _ = camera.at
        turn = -math.degrees(camera.yaw_rad)
        yield (
            f"<g transform='translate({_n(x)} {_n(-y)}) rotate({turn:.1f})'>"
            f"<path d='M -.16 -.11 H .06 V -.05 L .18 -.11 V .11 L .06 .05 V .11 H -.16 Z' "
            f"fill='{CAMERA}' stroke='#ffffff' stroke-width='0.02'/></g>"
        )
    for thing in (*plan.keypads.values(), *plan.bells.values()):
        x, y, _ = thing.at
        yield _box((x - 0.08, y - 0.08, x + 0.08, y + 0.08), "#ffffff", stroke=INK)


def _scale(x0: float, y0: float) -> Iterable[str]:
    a, b = (x0 + 0.4, y0 + 0.4), (x0 + 2.4, y0 + 0.4)
    yield _line((a, b), INK, 0.05)
    yield _text((x0 + 1.4, y0 + 0.55), "2 m", size=0.28)


# -- what moves


def _ways(house: House) -> Iterable[str]:
    for number, (who, track) in enumerate(house.story.tracks.items()):
        color = PATH_COLORS[number % len(PATH_COLORS)]
        for leg in track.legs:
            if not isinstance(leg, Walk):
                continue
            points = " ".join(_xy(point) for point in leg.way)
            yield (
                f"<polyline points='{points}' fill='none' stroke='{color}' stroke-width='0.06' "
                f"stroke-dasharray='0.16 0.1' stroke-linejoin='round' opacity='0.9'/>"
            )
            yield _circle(leg.way[-1], 0.07, color)
        walks = [leg for leg in track.legs if isinstance(leg, Walk)]
        if walks:
            x, y = walks[0].way[0]
            yield _text((x, y + 0.2), f"{who}, {walks[0].start_s:.0f} s", size=0.26, color=color)


def _people(state: HouseState) -> Iterable[str]:
    for body in state.bodies:
        yield _person(body)


def _person(body: Body) -> str:
    color = KIND_COLORS[body.kind]
    is_cat = body.kind == "cat"
    turn = -math.degrees(body.facing_rad)
    wide, deep = (0.09, 0.2) if is_cat else (0.25, 0.15)
    name = _text((body.x_m, body.y_m + 0.3), body.name, size=0.26)
    return (
        f"<g transform='translate({_n(body.x_m)} {_n(-body.y_m)}) rotate({turn:.1f})'>"
        f"<ellipse rx='{deep}' ry='{wide}' fill='{color}' stroke='#ffffff' stroke-width='0.03'/>"
        f"<circle cx='0.05' r='{0.07 if is_cat else 0.11}' fill='{_css(body.hair)}'/></g>{name}"
    )


# -- shapes; y goes up in the plan and down in a picture


def _box(
    rect: Rect, fill: str, *, opacity: float = 1.0, stroke: str = "", round_m: float = 0.0
) -> str:
    x0, y0, x1, y1 = rect
    line = f" stroke='{stroke}' stroke-width='0.02'" if stroke else ""
    corner = f" rx='{round_m}'" if round_m else ""
    return (
        f"<rect x='{_n(x0)}' y='{_n(-y1)}' width='{_n(x1 - x0)}' height='{_n(y1 - y0)}'{corner} "
        f"fill='{fill}' fill-opacity='{opacity:g}'{line}/>"
    )


def _circle(
    at: Sequence[float], radius: float, fill: str, *, opacity: float = 1.0, stroke: str = ""
) -> str:
    line = f" stroke='{stroke}' stroke-width='0.025'" if stroke else ""
    return (
        f"<circle cx='{_n(at[0])}' cy='{_n(-at[1])}' r='{radius:g}' fill='{fill}' "
        f"fill-opacity='{opacity:.3g}'{line}/>"
    )


def _line(ends: Sequence[Point], color: str, width: float) -> str:
    (ax, ay), (bx, by) = ends
    return (
        f"<line x1='{_n(ax)}' y1='{_n(-ay)}' x2='{_n(bx)}' y2='{_n(-by)}' stroke='{color}' "
        f"stroke-width='{width:g}' stroke-linecap='round'/>"
    )


def _wedge(at: Sequence[float], yaw: float, across: float, length: float, color: str) -> str:
    a, b = (
        (
            at[0] + length * math.cos(yaw + s * across / 2),
            at[1] + length * math.sin(yaw + s * across / 2),
        )
        for s in (-1, 1)
    )
    return (
        f"<path d='M {_xy((at[0], at[1]))} L {_xy(a)} A {length} {length} 0 0 0 {_xy(b)} Z' "
        f"fill='{color}' fill-opacity='0.13' stroke='{color}' stroke-opacity='0.4' "
        f"stroke-width='0.015'/>"
    )


def _text(at: Point, text: str, *, size: float, color: str = INK) -> str:
    return (
        f"<text x='{_n(at[0])}' y='{_n(-at[1])}' font-size='{size}' {FONT} fill='{color}' "
        f"text-anchor='middle' stroke='#ffffff' stroke-width='0.06' stroke-opacity='0.75' "
        f"paint-order='stroke'>{escape(text)}</text>"
    )


def _css(color: Bgr) -> str:
    blue, green, red = color
    return f"#{red:02x}{green:02x}{blue:02x}"


def _xy(point: Point) -> str:
    return f"{_n(point[0])},{_n(-point[1])}"


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")

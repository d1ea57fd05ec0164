"""What moves in walls: the leaves of doors, and curtains that hang in folds and sway."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.canvas import SHIFT, Canvas
from hardware_mocks.worlds.house.picture.painter import Painter
from hardware_mocks.worlds.house.picture.pinhole import NEAR_M
from hardware_mocks.worlds.house.picture.textures import linear
from hardware_mocks.worlds.house.plan import Door, Plan, Window
from hardware_mocks.worlds.house.state import HouseState

LEAF_M = 0.042
STEPS = 48
"""A leaf or a curtain stands in one of so many places."""
FOLDS = 7
SWAY_STEPS = 24
Point3 = tuple[float, float, float]


def key_of(plan: Plan, state: HouseState) -> tuple[int, ...]:
    """Return what the doors and the curtains that hang still look like, in whole numbers."""
    doors = [round(state.doors.get(name, 0.0) * STEPS) for name in plan.doors]
    still = [-1 if _blown(state, w) else round(state.curtains.get(w.name, 0.0) * STEPS)
             for w in _curtained(plan)]  # fmt: skip
    return (*doors, *still)


def blown_key(plan: Plan, state: HouseState) -> tuple[int, ...]:
    """Return what the curtains that sway look like; () where none does."""
    blown = [(number, round(state.curtains.get(w.name, 0.0) * STEPS), round(_blown(state, w) * 8))
             for number, w in enumerate(_curtained(plan)) if _blown(state, w)]  # fmt: skip
    return (_sway(state), *(key for keys in blown for key in keys)) if blown else ()


def draw_openings(canvas: Canvas, painter: Painter, plan: Plan, state: HouseState) -> None:
    """Draw all leaves and the curtains that hang still, the farthest first."""
    still = [window for window in _curtained(plan) if not _blown(state, window)]
    for thing in _farthest_first(canvas, [*plan.doors.values(), *still]):
        if isinstance(thing, Door):
            share = round(state.doors.get(thing.name, 0.0) * STEPS) / STEPS
            _leaf(canvas, painter, thing, share)
        else:
            _curtain(canvas, painter, plan, thing, state)


def draw_swaying(canvas: Canvas, painter: Painter, plan: Plan, state: HouseState) -> None:
    """Draw the curtains that sway in the wind."""
    swaying = [window for window in _curtained(plan) if _blown(state, window)]
    for window in _farthest_first(canvas, swaying):
        assert isinstance(window, Window)
        _curtain(canvas, painter, plan, window, state)


def _curtained(plan: Plan) -> list[Window]:
    return [window for window in plan.windows.values() if window.curtain_color is not None]


def _farthest_first(canvas: Canvas, things: Sequence[Door | Window]) -> list[Door | Window]:
    at = canvas.pinhole.at[:2]

    def far(thing: Door | Window) -> float:
        (xa, ya), (xb, yb) = thing.ends
        return -math.dist(((xa + xb) / 2, (ya + yb) / 2), at)

    return sorted(things, key=far)


def _leaf(canvas: Canvas, painter: Painter, door: Door, share: float) -> None:
    (x, y), (tip_x, tip_y) = door.hinge, door.tip_at(share)
    length = door.width_m
    dx, dy = (tip_x - x) / length, (tip_y - y) / length
    off = (-dy * LEAF_M / 2, dx * LEAF_M / 2)
    camera = canvas.pinhole.at
    side = 1 if (camera[0] - x) * off[0] + (camera[1] - y) * off[1] > 0 else -1
    off = (off[0] * side, off[1] * side)
    middle = ((x + tip_x) / 2 + off[0] * 12, (y + tip_y) / 2 + off[1] * 12)
    light = painter.spot(*middle).light
    turned = painter.facing(middle, (off[0], off[1]))
    white = linear(door.color)
    slack = 0.965 if share == 0 else 1.0005  # shut, it closes the gap to its frame

    def at(along: float, z: float, depth: float = 1.0) -> Point3:
        return x + dx * along + off[0] * depth, y + dy * along + off[1] * depth, z

    def board(a: float, b: float, low: float, high: float, shade: float, depth: float) -> bool:
        color = painter.color(white * shade * turned, light)
        corners = ((a, low), (b, low), (b, high), (a, high))
        return canvas.polygon([at(along, z, depth) for along, z in corners], color, slack=slack)

    top = door.head_m - 0.012
    edge = painter.color(white * 0.7 * turned, light)
    is_seen = board(0.0, length, 0.008, top, 1.0, 1.0)
    for along in (0.0, length):
        corners = (at(along, 0.01), at(along, 0.01, -1), at(along, top, -1), at(along, top))
        is_seen |= canvas.polygon(corners, edge)
    if not is_seen:
        return
    for low, high in ((0.16, 0.95), (1.15, top - 0.14)):
        board(0.13, length - 0.13, low, high, 0.72, 1.35)
        board(0.145, length - 0.145, low + 0.015, high - 0.012, 0.94, 1.7)
    metal = painter.color(np.array([0.35, 0.37, 0.4]), light)
    spots = [(length - 0.17, length - 0.05, 1.03, 1.055)]
    if door.reed:  # its magnet
        spots.append((length - 0.12, length - 0.03, top - 0.05, top - 0.02))
    for a, b, low, high in spots:
        ring = ((a, low), (b, low), (b, high), (a, high))
        canvas.polygon([at(along, z, 2.4) for along, z in ring], metal, slack=slack)


def _curtain(
    canvas: Canvas, painter: Painter, plan: Plan, window: Window, state: HouseState
) -> None:
    assert window.curtain_color is not None
    closed = round(state.curtains.get(window.name, 0.0) * STEPS) / STEPS
    blown = round(_blown(state, window) * 8) / 8
    phase = _sway(state) / SWAY_STEPS
    (xa, ya), (xb, yb) = window.ends
    width = abs(xb - xa) + abs(yb - ya)
    along = np.array([(xb - xa) / width, (yb - ya) / width])
    area = plan.rooms[window.room].area
    inward = np.array([-along[1], along[0]])
    middle = np.array([(area[0] + area[2]) / 2 - xa, (area[1] + area[3]) / 2 - ya])
    inward *= np.sign(inward @ middle)
    start = np.array([xa, ya]) + inward * (plan.outer_wall_m / 2 + 0.1)
    light = painter.spot(*(start + along * width / 2 + inward * 0.4).tolist()).light
    through = painter.glow() * (0.16 if closed > 0.05 else 0.07)
    cloth = linear(window.curtain_color)
    over = 0.14
    panel = (0.16 + 0.84 * closed) * (width / 2 + over)
    for edge, turn in ((-over, 1.0), (width + over, -1.0)):
        panel_ends = (edge, edge + turn * panel)
        _panel(canvas, painter, window, start, along, inward, panel_ends,
               cloth, light + through, blown, phase)  # fmt: skip


def _panel(
    canvas: Canvas,
    painter: Painter,
    window: Window,
    start: NDArray[np.float64],
    along: NDArray[np.float64],
    inward: NDArray[np.float64],
    ends: tuple[float, float],
    cloth: NDArray[np.float32],
    light: NDArray[np.float32],
    blown: float,
    phase: float,
) -> None:
    """Draw one panel as upright stripes, light and dark as its folds turn."""
    import cv2

    stripes = FOLDS * 4
    shares = np.arange(stripes + 1) / stripes
    u = ends[0] + (ends[1] - ends[0]) * shares
    fold = 0.025 * np.sin(math.tau * FOLDS * shares)
    swing = np.sin(math.tau * (phase + 0.35 * shares))
    edges = []
    for z, free in ((window.head_m + 0.1, 0.0), (window.sill_m - 0.18, blown)):
        aside = u + free * 0.05 * math.sin(math.tau * (phase + 0.2))
        deep = fold + free * (0.16 + 0.13 * swing)
        flat = start + aside[:, None] * along + deep[:, None] * inward
        edges.append(np.column_stack([flat, np.full(len(u), z)]))
    points = np.concatenate(edges)
    pixels, depth = canvas.pinhole.project(points)
    place = canvas.rectangle(pixels) if float(depth.min()) > NEAR_M else None
    if place is None:
        return
    corner = (place[1].start, place[0].start)
    fixed = ((pixels - corner) * (1 << SHIFT)).astype(np.int32)
    top, bottom = fixed[: stripes + 1], fixed[stripes + 1 :]
    outline = np.concatenate([top, bottom[::-1]])
    part = canvas.image[place]
    before = part.copy()
    turns = np.cos(math.tau * FOLDS * (shares[:-1] + shares[1:]) / 2)
    shades = (0.72 + 0.25 * turns)[:, None] * cloth
    colors = painter.colors(np.asarray([cloth * 0.7, *shades], np.float32), light)
    cv2.fillPoly(part, [outline], colors[0], cv2.LINE_AA, SHIFT)  # no light comes through seams
    for i in range(stripes):
        quad = np.stack([top[i], top[i + 1], bottom[i + 1], bottom[i]])
        cv2.fillConvexPoly(part, quad, colors[i + 1], cv2.LINE_AA, SHIFT)
    mask = np.zeros(part.shape[:2], np.uint8)
    cv2.fillPoly(mask, [outline], 255, cv2.LINE_8, SHIFT)
    canvas.settle(place, before, mask, points[[0, stripes, 2 * stripes + 1]])


def _blown(state: HouseState, window: Window) -> float:
    """Return how much the wind moves a curtain: only where its window is open."""
    return min(1.0, state.windows.get(window.name, 0.0) * 1.5) * min(1.0, state.wind * 1.6)


def _sway(state: HouseState) -> int:
    return round(state.curtain_sway / math.tau * SWAY_STEPS) % SWAY_STEPS

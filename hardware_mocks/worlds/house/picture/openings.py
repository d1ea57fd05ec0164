"""What moves in walls: the leaves of doors, and curtains that hang in folds and sway."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.canvas import SHIFT, Canvas, Color
from hardware_mocks.worlds.house.picture.painter import Painter
from hardware_mocks.worlds.house.picture.pinhole import NEAR_M, Floats
from hardware_mocks.worlds.house.picture.textures import linear
from hardware_mocks.worlds.house.plan import Door, Plan, Window
from hardware_mocks.worlds.house.state import HouseState

LEAF_M = 0.042
STEPS = 48
"""A leaf or a curtain stands in one of so many places."""
FOLDS = 7
STRIPES = FOLDS * 4
"""A panel of a curtain is drawn as so many."""
OVER_M = 0.14
"""A curtain is wider than its window by so much on each side."""
SWAY_STEPS = 24
Point3 = tuple[float, float, float]
Board = tuple[float, float, float, float]
"""From and to along a leaf, and its height from and to, in metres."""


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


@dataclass(frozen=True, eq=False, slots=True)
class _Leaf:
    """A leaf as it stands, and the light on the side that is to be seen.

    Attributes:
        hinge, along: where it begins, and which way its width goes, 1 m long.
        off: half of its thickness, to the side that is to be seen.
        turned: how much brighter than usual it is because of the way it faces.
        slack: how much nearer it must be than what is there; see `Canvas.polygon`.
    """

    door: Door
    hinge: tuple[float, float]
    along: tuple[float, float]
    off: tuple[float, float]
    light: Floats
    turned: float
    slack: float

    def at(self, along_m: float, z_m: float, depth: float = 1.0) -> Point3:
        """Return a place on the leaf; at a depth of 1 it lies on the surface, at -1 behind."""
        (x, y), (dx, dy), off = self.hinge, self.along, self.off
        return x + dx * along_m + off[0] * depth, y + dy * along_m + off[1] * depth, z_m

    def draw(self, canvas: Canvas, board: Board, color: Color, depth: float = 1.0) -> bool:
        """Draw an upright board on it, and return whether it is to be seen."""
        a, b, low, high = board
        corners = ((a, low), (b, low), (b, high), (a, high))
        ring = [self.at(along, z, depth) for along, z in corners]
        return canvas.polygon(ring, color, slack=self.slack)

    def color(self, painter: Painter, shade: float) -> Color:
        """Return its colour on the screen, darker by a shade."""
        return painter.color(linear(self.door.color) * shade * self.turned, self.light)


def _leaf(canvas: Canvas, painter: Painter, door: Door, share: float) -> None:
    """Draw a leaf: its board and edges, and what is on it where that is to be seen."""
    leaf = _standing(canvas, painter, door, share)
    length, top = door.width_m, door.head_m - 0.012
    edge = leaf.color(painter, 0.7)
    is_seen = leaf.draw(canvas, (0.0, length, 0.008, top), leaf.color(painter, 1.0))
    for along in (0.0, length):
        ring = ((0.01, 1), (0.01, -1), (top, -1), (top, 1))
        is_seen |= canvas.polygon([leaf.at(along, z, depth) for z, depth in ring], edge)
    if is_seen:
        _mouldings(canvas, painter, leaf, top)
        _fittings(canvas, painter, leaf, top)


def _standing(canvas: Canvas, painter: Painter, door: Door, share: float) -> _Leaf:
    """Return a leaf that is open by a share, seen from the camera."""
    (x, y), (tip_x, tip_y) = door.hinge, door.tip_at(share)
    length = door.width_m
    dx, dy = (tip_x - x) / length, (tip_y - y) / length
    off = (-dy * LEAF_M / 2, dx * LEAF_M / 2)
    camera = canvas.pinhole.at
    side = 1 if (camera[0] - x) * off[0] + (camera[1] - y) * off[1] > 0 else -1
    off = (off[0] * side, off[1] * side)
    middle = ((x + tip_x) / 2 + off[0] * 12, (y + tip_y) / 2 + off[1] * 12)
    slack = 0.965 if share == 0 else 1.0005  # shut, it closes the gap to its frame
    light, turned = painter.spot(*middle).light, painter.facing(middle, off)
    return _Leaf(door, (x, y), (dx, dy), off, light, turned, slack)


def _mouldings(canvas: Canvas, painter: Painter, leaf: _Leaf, top: float) -> None:
    """Draw the two fields of a leaf, each in its frame."""
    length = leaf.door.width_m
    for low, high in ((0.16, 0.95), (1.15, top - 0.14)):
        frame = (0.13, length - 0.13, low, high)
        field = (0.145, length - 0.145, low + 0.015, high - 0.012)
        leaf.draw(canvas, frame, leaf.color(painter, 0.72), 1.35)
        leaf.draw(canvas, field, leaf.color(painter, 0.94), 1.7)


def _fittings(canvas: Canvas, painter: Painter, leaf: _Leaf, top: float) -> None:
    """Draw what is of metal on a leaf: its handle, and the magnet of a reed switch."""
    length = leaf.door.width_m
    metal = painter.color(np.array([0.35, 0.37, 0.4]), leaf.light)
    leaf.draw(canvas, (length - 0.17, length - 0.05, 1.03, 1.055), metal, 2.4)
    if leaf.door.reed:
        leaf.draw(canvas, (length - 0.12, length - 0.03, top - 0.05, top - 0.02), metal, 2.4)


@dataclass(frozen=True, eq=False, slots=True)
class _Curtain:
    """A curtain as it hangs, and the light on it.

    Attributes:
        start: (2,) of its rail.
        along, inward: (2,) which way the rail goes, and where the room is, 1 m long.
        width_m: of its window.
        panel_m: how wide each of its two panels is.
        cloth: its colour.
        blown: how much the wind moves it, 0 to 1.
        phase: where in its swing it is, 0 to 1.
    """

    window: Window
    start: NDArray[np.float64]
    along: NDArray[np.float64]
    inward: NDArray[np.float64]
    width_m: float
    panel_m: float
    cloth: NDArray[np.float32]
    light: NDArray[np.float32]
    blown: float
    phase: float


def _curtain(
    canvas: Canvas, painter: Painter, plan: Plan, window: Window, state: HouseState
) -> None:
    curtain = _hanging(painter, plan, window, state)
    for edge, turn in ((-OVER_M, 1.0), (curtain.width_m + OVER_M, -1.0)):
        _panel(canvas, painter, curtain, (edge, edge + turn * curtain.panel_m))


def _hanging(painter: Painter, plan: Plan, window: Window, state: HouseState) -> _Curtain:
    """Return the curtain of a window as it hangs at that moment."""
    assert window.curtain_color is not None
    closed = round(state.curtains.get(window.name, 0.0) * STEPS) / STEPS
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
    return _Curtain(
        window, start, along, inward, width,
        panel_m=(0.16 + 0.84 * closed) * (width / 2 + OVER_M),
        cloth=linear(window.curtain_color), light=light + through,
        blown=round(_blown(state, window) * 8) / 8, phase=_sway(state) / SWAY_STEPS,
    )  # fmt: skip


def _panel(canvas: Canvas, painter: Painter, curtain: _Curtain, ends: tuple[float, float]) -> None:
    """Draw one panel as upright stripes, light and dark as its folds turn."""
    import cv2

    points = _hems(curtain, ends)
    pixels, depth = canvas.pinhole.project(points)
    place = canvas.rectangle(pixels) if float(depth.min()) > NEAR_M else None
    if place is None:
        return
    corner = (place[1].start, place[0].start)
    fixed = ((pixels - corner) * (1 << SHIFT)).astype(np.int32)
    top, bottom = fixed[: STRIPES + 1], fixed[STRIPES + 1 :]
    outline = np.concatenate([top, bottom[::-1]])
    part = canvas.image[place]
    before = part.copy()
    seams, *colors = _fold_colors(painter, curtain)
    cv2.fillPoly(part, [outline], seams, cv2.LINE_AA, SHIFT)  # no light comes through seams
    for i, color in enumerate(colors):
        quad = np.stack([top[i], top[i + 1], bottom[i + 1], bottom[i]])
        cv2.fillConvexPoly(part, quad, color, cv2.LINE_AA, SHIFT)
    mask = np.zeros(part.shape[:2], np.uint8)
    cv2.fillPoly(mask, [outline], 255, cv2.LINE_8, SHIFT)
    canvas.settle(place, before, mask, points[[0, STRIPES, 2 * STRIPES + 1]])


def _hems(curtain: _Curtain, ends: tuple[float, float]) -> NDArray[np.float64]:
    """Return (2 * (STRIPES + 1), 3) where the stripes of a panel meet, above and then below."""
    window, blown, phase = curtain.window, curtain.blown, curtain.phase
    shares = np.arange(STRIPES + 1) / STRIPES
    u = ends[0] + (ends[1] - ends[0]) * shares
    fold = 0.025 * np.sin(math.tau * FOLDS * shares)
    swing = np.sin(math.tau * (phase + 0.35 * shares))
    hems = []
    for z, free in ((window.head_m + 0.1, 0.0), (window.sill_m - 0.18, blown)):
        aside = u + free * 0.05 * math.sin(math.tau * (phase + 0.2))
        deep = fold + free * (0.16 + 0.13 * swing)
        flat = curtain.start + aside[:, None] * curtain.along + deep[:, None] * curtain.inward
        hems.append(np.column_stack([flat, np.full(len(u), z)]))
    return np.concatenate(hems)


def _fold_colors(painter: Painter, curtain: _Curtain) -> list[Color]:
    """Return the colours of a panel: that of the seams, then of each stripe."""
    shares = np.arange(STRIPES + 1) / STRIPES
    turns = np.cos(math.tau * FOLDS * (shares[:-1] + shares[1:]) / 2)
    shades = (0.72 + 0.25 * turns)[:, None] * curtain.cloth
    albedo = np.asarray([curtain.cloth * 0.7, *shades], np.float32)
    return painter.colors(albedo, curtain.light)


def _blown(state: HouseState, window: Window) -> float:
    """Return how much the wind moves a curtain: only where its window is open."""
    return min(1.0, state.windows.get(window.name, 0.0) * 1.5) * min(1.0, state.wind * 1.6)


def _sway(state: HouseState) -> int:
    return round(state.curtain_sway / math.tau * SWAY_STEPS) % SWAY_STEPS

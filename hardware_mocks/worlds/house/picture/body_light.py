"""How much of each source's light falls on somebody, wherever in the house they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hardware_mocks.worlds.house.picture.light_maps import BOUNCE, IR_CANDELA, LEAK
from hardware_mocks.worlds.house.picture.pinhole import Floats, Pinhole
from hardware_mocks.worlds.house.picture.sources import (
    Source,
    lamp_source,
    lit_room_surface_m2,
    window_source,
)
from hardware_mocks.worlds.house.picture.surface import OUTDOORS, Ints, rooms_of
from hardware_mocks.worlds.house.plan import OUTSIDE, Door, Opening, Plan

CELL_M = 0.25
CHEST_M = 1.15
_UPRIGHT = 0.45
"""The mean cosine between light from above and clothes."""


def sources_of(plan: Plan) -> dict[str, Source]:
    """Return all lamps and windows by their map's name."""
    found = [lamp_source(lamp) for lamp in plan.lamps.values()]
    found += [window_source(plan, window) for window in plan.windows.values()]
    return {source.name: source for source in found}


def body_light(plan: Plan, pinhole: Pinhole, names: Sequence[tuple[str, str]]) -> Floats:
    """Return the lux on an upright body for each map, over a grid of CELL_M: (maps, y, x)."""
    x0, y0, x1, y1 = plan.bounds
    x, y = np.meshgrid(np.arange(x0, x1 + CELL_M, CELL_M), np.arange(y0, y1 + CELL_M, CELL_M))
    points = np.stack([x, y, np.full_like(x, CHEST_M)], axis=-1).astype(np.float32)
    rooms = rooms_of(plan, points[..., 0], points[..., 1])
    grid = np.zeros((len(names), *rooms.shape), np.float32)
    sources = sources_of(plan)
    for number, (name, door) in enumerate(names):
        if name == "sky":
            grid[number] = np.where(rooms == OUTDOORS, 0.75, LEAK)
        elif name == "infrared":
            way = points - pinhole.at.astype(np.float32)
            square = (way * way).sum(-1)
            ahead = way @ pinhole.axes[2].astype(np.float32) / np.sqrt(square + 1e-6)
            aside = np.maximum(1 / np.maximum(ahead, 0.05) ** 2 - 1, 0)
            grid[number] = IR_CANDELA * 0.8 / (square + 1.2) * np.exp(-aside / 0.55)
        else:
            grid[number] = _of(plan, sources[name], door, points, rooms)
    return grid


def _of(plan: Plan, source: Source, door: str, points: Floats, rooms: Ints) -> Floats:
    numbers = {room: i for i, room in enumerate(plan.rooms)} | {OUTSIDE: OUTDOORS}
    bounce = source.flux / lit_room_surface_m2(plan, source.room) * BOUNCE
    straight = _straight(source, points)
    if not door:
        here = rooms == numbers[source.room]
        light = np.where(here, straight + bounce, 0)
        for opening in plan.openings.values():
            if source.room in opening.rooms:
                other = next(room for room in opening.rooms if room != source.room)
                through = _through(source, opening, points, straight, bounce)
                light = np.where(rooms == numbers[other], light + through, light)
        return np.asarray(light, np.float32)
    passage = plan.doors[door]
    other = next(room for room in passage.rooms if room != source.room)
    through = _through(source, passage, points, straight, bounce)
    return np.asarray(np.where(rooms == numbers[other], through, 0), np.float32)


def _straight(source: Source, points: Floats) -> Floats:
    way = source.spots.mean(0) - points
    square = np.maximum((way * way).sum(-1), 0.8)
    light = source.candela * _UPRIGHT / square
    if source.normal is not None:
        light *= np.maximum(-(way @ source.normal) / np.sqrt(square), 0)
    return np.asarray(light, np.float32)


def _through(
    source: Source, passage: Door | Opening, points: Floats, straight: Floats, bounce: float
) -> Floats:
    (xa, ya), (xb, yb) = passage.ends
    axis = 0 if xa == xb else 1
    middle = source.spots.mean(0)
    way = middle - points
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (passage.ends[0][axis] - points[..., axis]) / way[..., axis]
    along = points[..., 1 - axis] + share * way[..., 1 - axis]
    low, high = sorted(end[1 - axis] for end in passage.ends)
    sees = (share > 0) & (share < 1) & (along > low - 0.1) & (along < high + 0.1)
    off = np.array([(xa + xb) / 2, (ya + yb) / 2, 1.0], np.float32) - points
    square = np.maximum((off * off).sum(-1), 0.2)
    area = (high - low) * passage.head_m
    soft = bounce * area / np.pi * np.abs(off[..., axis]) / np.sqrt(square) / square
    return np.asarray(straight * sees + soft * 0.7, np.float32)

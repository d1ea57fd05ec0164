"""Computes once what a camera sees of the house, without people: colours, distances, light maps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.body_light import body_light
from hardware_mocks.worlds.house.picture.edges import FINE, Edges, find_edges
from hardware_mocks.worlds.house.picture.fixtures import fixtures
from hardware_mocks.worlds.house.picture.furniture import furniture
from hardware_mocks.worlds.house.picture.light_maps import Baker
from hardware_mocks.worlds.house.picture.noise import sample
from hardware_mocks.worlds.house.picture.pinhole import Floats, Pinhole
from hardware_mocks.worlds.house.picture.raster import SKY, Seen, rasterise, rays_of
from hardware_mocks.worlds.house.picture.rays import Boxes
from hardware_mocks.worlds.house.picture.shell import shell
from hardware_mocks.worlds.house.picture.solids import Solids
from hardware_mocks.worlds.house.picture.surface import (
    OUTDOORS,
    Ints,
    Surface,
    narrow_of,
    planes_of,
    rooms_of,
    surface_of,
)
from hardware_mocks.worlds.house.picture.textures import Spots, albedo, infrared_of
from hardware_mocks.worlds.house.plan import Plan

_LIVING = ("leaf", "hedge", "grass")


@dataclass(frozen=True)
class Baked:
    """What a camera sees while nobody is there.

    Attributes:
        albedo: (3, height, width) blue, green, red: shares of light given back; the sky's colour.
        infrared: (height, width) the same for infrared light.
        nearness: (height, width) one over the metres forward; 0 for the sky.
        rooms: (height, width) the number of the room, -1 outside.
        floor: (height, width) 255 on floors and ground.
        sky: pixels (flat) that see the sky; clouds: (n) how easily a cloud is there, 0 to 1.
        maps: (maps, rows, columns) lux at level 1 of each place of `surface`.
        bodies: (maps, y, x) the same for somebody in a grid over the plan, see `body_light.py`.
        metering: (height, width) how much each pixel counts for the exposure; in all 1.
        edges: how that becomes the light of each pixel.
        surface: the places whose light was computed, for the sun.
        names: the source and the door of each map.
    """

    albedo: Floats
    infrared: Floats
    nearness: Floats
    rooms: Ints
    floor: NDArray[np.uint8]
    sky: NDArray[np.int32]
    clouds: Floats
    maps: Floats
    bodies: Floats
    metering: Floats
    edges: Edges
    surface: Surface
    names: tuple[tuple[str, str], ...]


_MADE: dict[int, tuple[Plan, Solids]] = {}


def solids(plan: Plan) -> Solids:
    """Return all that does not move; made once for each plan."""
    known = _MADE.get(id(plan))
    if known is not None and known[0] is plan:
        return known[1]
    made = shell(plan)
    made.add(furniture(plan))
    made.add(fixtures(plan))
    _MADE[id(plan)] = (plan, made)
    return made


def bake(plan: Plan, pinhole: Pinhole, step: int) -> Baked:
    """Return what a camera sees; light is computed for every `step`-th pixel."""
    house = solids(plan)
    fine = rasterise(pinhole.finer(FINE), house.faces)
    colors, living = _colors(fine)
    small = _mean(colors)
    seen = Seen(pinhole, house.faces, fine.ids[::FINE, ::FINE], _lessened(fine.nearness))
    coarse = surface_of(seen, plan, step)
    lights = Baker(plan, Boxes(house.boxes), coarse, narrow_of(seen, step)).maps(pinhole)
    names = tuple((light.name, light.door) for light in lights)
    maps = np.stack([light.values for light in lights])
    _let_lamps_shine(plan, seen.ids[::step, ::step], seen, maps, names)
    table, keys = planes_of(seen)
    edges = find_edges(keys[fine.ids], table[fine.ids], colors, living, coarse, step)
    full = surface_of(seen, plan, 1)
    sky = full.planes == SKY
    ground = (full.normals[..., 2] > 0.9) & (full.points[..., 2] < 0.06) & (full.planes != SKY)
    return Baked(
        np.ascontiguousarray(small.transpose(2, 0, 1)),
        infrared_of(small, _mean(living)),
        seen.nearness,
        full.rooms,
        ground.astype(np.uint8) * 255,
        np.flatnonzero(sky).astype(np.int32),
        _clouds(pinhole, sky),
        maps,
        body_light(plan, pinhole, names),
        _metering(plan, full, seen),
        edges,
        coarse,
        names,
    )


def _mean(fine: Floats) -> Floats:
    import cv2

    size = (fine.shape[1] // FINE, fine.shape[0] // FINE)
    return np.asarray(cv2.resize(fine, size, interpolation=cv2.INTER_AREA), np.float32)


def _metering(plan: Plan, full: Surface, seen: Seen) -> Floats:
    """Return what counts for the exposure: the camera's own room, its middle more, no lamps."""
    height, width = full.shape
    y, x = np.linspace(-1, 1, height), np.linspace(-1, 1, width)
    weight = np.exp(-0.8 * (y[:, None] ** 2 + x[None, :] ** 2))
    at = seen.pinhole.at.astype(np.float32)
    own = int(rooms_of(plan, at[:1], at[1:2])[0])
    weight[full.rooms != own] *= 0.02  # what is behind doors, which may be shut
    if own != OUTDOORS:
        weight[full.rooms == OUTDOORS] = 0
    weight[full.planes == SKY] *= 0.15
    shining = np.array([bool(face.material.lamp) for face in seen.faces] + [False])
    weight[shining[seen.ids]] = 0
    return np.asarray(weight / weight.sum(), np.float32)


def _colors(seen: Seen) -> tuple[Floats, Floats]:
    """Return the colours of each quarter pixel, and 1 where a plant is."""
    height, width = seen.ids.shape
    colors = np.zeros((height, width, 3), np.float32)
    _sky(seen, colors)
    living = np.zeros((height, width), np.float32)
    for number, place, mask in seen.regions():
        face = seen.faces[number]
        depth = 1.0 / seen.nearness[place][mask]
        rays = seen.rays(place)[mask]
        points = rays * depth[:, None] + seen.pinhole.at.astype(np.float32)
        uv = points @ face.axes.T.astype(np.float32)
        corners = face.corners @ face.axes.T
        slant = np.abs(rays @ face.normal.astype(np.float32))
        pixel_m = depth / seen.pinhole.focal_px / np.maximum(slant, 0.12)
        extent = (*corners.min(0).tolist(), *corners.max(0).tolist())
        spots = Spots(uv[:, 0], uv[:, 1], pixel_m, extent)
        colors[place][mask] = albedo(face.material, spots)
        if face.material.kind in _LIVING:
            living[place][mask] = 1
    return colors, living


def _clouds(pinhole: Pinhole, sky: NDArray[np.bool_]) -> Floats:
    """Return where clouds come first as the sky fills: softly shaped, flatter at the horizon."""
    width, height = pinhole.size
    rays = rays_of(pinhole, (slice(0, height), slice(0, width)))[sky]
    up = np.maximum(rays[:, 2], 0.02) / np.linalg.norm(rays, axis=1)
    u, v = rays[:, 0] / (up + 0.15), rays[:, 1] / (up + 0.15)
    parts = [sample(u, v, cell_m=1.1, seed=31, roughness=16) * 0.55,
             sample(u, v, cell_m=0.35, seed=32, roughness=32) * 0.3,
             sample(u, v, cell_m=0.12, seed=33, roughness=64) * 0.15]  # fmt: skip
    return np.asarray(np.clip(0.5 + sum(parts), 0, 1), np.float32)


def _sky(seen: Seen, colors: Floats) -> None:
    """Give the sky its colour, paler towards the horizon."""
    rows = np.flatnonzero((seen.ids == SKY).any(1))
    if not len(rows):
        return
    place = (slice(int(rows[0]), int(rows[-1]) + 1), slice(0, seen.ids.shape[1]))
    is_sky = seen.ids[place] == SKY
    rays = rays_of(seen.pinhole, place)[is_sky]
    up = rays[:, 2] / np.sqrt(np.einsum("ij,ij->i", rays, rays))
    share = np.clip(up * 1.6, 0, 1)[:, None] ** 0.6
    low, high = np.array([0.88, 0.84, 0.8]), np.array([0.86, 0.6, 0.4])
    colors[place][is_sky] = low * (1 - share) + high * share


def _lessened(nearness: Floats) -> Floats:
    return np.ascontiguousarray(nearness[::FINE, ::FINE])


def _let_lamps_shine(
    plan: Plan, ids: Ints, seen: Seen, maps: Floats, names: tuple[tuple[str, str], ...]
) -> None:
    """Make the glass of a lamp bright in its own light."""
    shining = np.array([face.material.lamp for face in seen.faces] + [""])
    for number, (name, door) in enumerate(names):
        kind, _, lamp = name.partition(" ")
        if kind == "lamp" and not door:
            maps[number][shining[ids] == lamp] = plan.lamps[lamp].lux * 14

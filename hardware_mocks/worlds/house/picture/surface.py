"""The places of a picture whose light is computed, and how light is smoothed over them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.picture.raster import SKY, Seen
from hardware_mocks.worlds.house.picture.solids import Material
from hardware_mocks.worlds.house.plan import Plan

Ints = NDArray[np.int16]
_Number = TypeVar("_Number", bound=np.generic)
OUTDOORS = -1
_CELL = 4
"""Light is computed with one line a pixel; 4 x 4 neighbours have 16 different ones."""
PATTERN = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]])


@dataclass(frozen=True)
class Surface:
    """Places in rows and columns, as a camera sees them.

    Attributes:
        points, normals: (height, width, 3).
        planes: (height, width) one number for all faces in one plane, SKY for the sky.
        rooms: (height, width) the number of the room, OUTDOORS outside.
    """

    points: Floats
    normals: Floats
    planes: Ints
    rooms: Ints
    _masks: dict[int, tuple[list[NDArray[np.bool_]], Floats]] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.planes.shape[0], self.planes.shape[1]

    @cached_property
    def pattern(self) -> NDArray[np.intp]:
        """Which of 16 samples each place takes."""
        rows, columns = self.shape
        tiled = np.tile(PATTERN, (rows // _CELL + 1, columns // _CELL + 1))
        return tiled[:rows, :columns]

    def places(self, mask: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Return the flat numbers of the places in a mask, neighbours close to each other."""
        return self._order[mask.ravel()[self._order]]

    @cached_property
    def _order(self) -> NDArray[np.intp]:
        rows, columns = np.indices(self.shape)
        return np.lexsort((columns.ravel(), columns.ravel() // 32, rows.ravel() // 32))

    def smooth(self, light: Floats, *, stride: int = 1) -> Floats:
        """Return the mean of each place's 4 x 4 neighbours, `stride` apart, in its plane."""
        masks, share = self._alike(stride)
        total = np.zeros_like(light)
        for shift, mask in zip(_shifts(stride), masks, strict=True):
            total += _shifted(light, shift) * mask
        return total * share

    def _alike(self, stride: int) -> tuple[list[NDArray[np.bool_]], Floats]:
        """For each of 16 shifts, which places lie in one plane with the place shifted to them."""
        if stride not in self._masks:
            masks = [self.planes == _shifted(self.planes, shift) for shift in _shifts(stride)]
            total = np.sum(masks, axis=0, dtype=np.float32)
            self._masks[stride] = masks, np.asarray(1 / total, np.float32)
        return self._masks[stride]


def surface_of(seen: Seen, plan: Plan, step: int) -> Surface:
    """Return every `step`-th pixel of a picture as places."""
    rows, columns = seen.ids.shape
    points = seen.points((slice(0, rows), slice(0, columns)))[::step, ::step]
    ids = seen.ids[::step, ::step]
    table, keys = planes_of(seen)
    normals = table[ids]
    inside = points + normals * 0.02
    rooms = rooms_of(plan, inside[..., 0], inside[..., 1])
    rooms[ids == SKY] = OUTDOORS
    return Surface(points, normals, keys[ids], rooms)


def planes_of(seen: Seen) -> tuple[Floats, Ints]:
    """Return each face's normal, and a number that faces in one plane share; the last is SKY's."""
    normals = np.array([face.normal for face in seen.faces])
    offsets = np.array([face.normal @ face.corners[0] for face in seen.faces])
    things = [_thing(face.material) for face in seen.faces]
    rounded = np.round(np.column_stack([normals, offsets, things]), 2)
    rounded[rounded[:, 4] > 0, :4] = 0
    _, keys = np.unique(rounded, axis=0, return_inverse=True)
    sky = np.array([[0.0, 0.0, -1.0]])
    return (
        np.vstack([normals, sky]).astype(np.float32),
        np.append(keys.reshape(-1), SKY).astype(np.int16),
    )


def _thing(material: Material) -> int:
    """Return a number for what is narrow and has one light all over: a lamp, a frame; else 0."""
    if material.kind == "frame":
        return 1 + material.seed
    return 1000 + sum(material.lamp.encode()) if material.lamp else 0


def narrow_of(seen: Seen, step: int) -> NDArray[np.bool_]:
    """Return which of a picture's places lie on something narrow."""
    things = np.array([_thing(face.material) > 0 for face in seen.faces] + [False])
    return np.asarray(things[seen.ids[::step, ::step]])


def rooms_of(plan: Plan, x: Floats, y: Floats) -> Ints:
    """Return the number of the room of each place, OUTDOORS outside."""
    rooms = np.full(x.shape, OUTDOORS, np.int16)
    for number, room in enumerate(plan.rooms.values()):
        x0, y0, x1, y1 = room.area
        rooms[(x >= x0) & (x < x1) & (y >= y0) & (y < y1)] = number
    return rooms


def _shifts(stride: int) -> list[tuple[int, int]]:
    steps = range(-stride, 3 * stride, stride)
    return [(down, across) for down in steps for across in steps]


def _shifted(values: NDArray[_Number], shift: tuple[int, int]) -> NDArray[_Number]:
    """Return the picture moved by some pixels; its edge repeats."""
    rows = np.clip(np.arange(values.shape[0]) + shift[0], 0, values.shape[0] - 1)
    columns = np.clip(np.arange(values.shape[1]) + shift[1], 0, values.shape[1] - 1)
    return values[rows][:, columns]

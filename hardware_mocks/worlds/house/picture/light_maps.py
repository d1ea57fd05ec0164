"""How much light of each lamp and window falls on each place that a camera sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.pinhole import Floats, Pinhole
from hardware_mocks.worlds.house.picture.raster import SKY
from hardware_mocks.worlds.house.picture.rays import Boxes
from hardware_mocks.worlds.house.picture.sources import (
    SAMPLES,
    Source,
    lamp_source,
    lit_room_surface_m2,
    passage_spots,
    window_source,
)
from hardware_mocks.worlds.house.picture.surface import OUTDOORS, Surface
from hardware_mocks.worlds.house.plan import OUTSIDE, Door, Opening, Plan

BOUNCE = 0.85
"""Light that walls throw back and forth, beside what falls on them at first (half is lost)."""
AMBIENT_M = 0.75
LEAK = 0.001
"""The share of the sky's light that comes into rooms by itself: under doors, from room to room."""
IR_CANDELA = 9.0
_LEAST = 2e-3


@dataclass(frozen=True)
class LightMap:
    """The lux on each place when a source is at level 1.

    Attributes:
        name: "lamp NAME", "sky NAME", "sky" for outdoors, "infrared".
        door: the door through which the light comes, "" for none.
        values: (height, width).
    """

    name: str
    door: str
    values: Floats


class Baker:
    """Computes the light maps of one picture."""

    def __init__(
        self, plan: Plan, boxes: Boxes, surface: Surface, narrow: NDArray[np.bool_]
    ) -> None:
        self._narrow = narrow
        self.plan = plan
        self.boxes = boxes
        self.surface = surface
        self.points = surface.points.reshape(-1, 3)
        self.normals = surface.normals.reshape(-1, 3)
        self.pattern = surface.pattern.ravel()
        self._rooms = {room: number for number, room in enumerate(plan.rooms)} | {OUTSIDE: OUTDOORS}
        self._seen = set(np.unique(surface.rooms).tolist())
        self.openness = self._openness()

    def maps(self, pinhole: Pinhole) -> list[LightMap]:
        """Return all maps that are not dark."""
        sources = [lamp_source(lamp) for lamp in self.plan.lamps.values()]
        sources += [window_source(self.plan, window) for window in self.plan.windows.values()]
        found = [light for source in sources for light in self._of(source)]
        found.append(LightMap("sky", "", self._outdoors()))
        found.append(LightMap("infrared", "", self._infrared(pinhole)))
        return found

    def _of(self, source: Source) -> Iterator[LightMap]:
        inside = np.zeros(self.surface.shape, np.float32)
        bounce = source.flux / lit_room_surface_m2(self.plan, source.room) * BOUNCE
        if self._rooms[source.room] in self._seen:
            is_here = self.surface.rooms == self._rooms[source.room]
            inside += self._direct(source, is_here)
            inside += is_here * self.openness * np.float32(bounce)
        for passage in self.plan.passages:
            if source.room not in passage.rooms or source.room == OUTSIDE:
                continue
            other = next(room for room in passage.rooms if room != source.room)
            if self._rooms[other] not in self._seen:
                continue
            through = self._through(source, passage, other, bounce)
            if isinstance(passage, Door):
                if through.max() > _LEAST * max(1.0, source.candela):
                    yield LightMap(source.name, passage.name, through)
            else:
                inside += through
        if inside.max() > _LEAST * max(1.0, source.candela):
            yield LightMap(source.name, "", inside)

    def _direct(self, source: Source, where: NDArray[np.bool_]) -> Floats:
        """Return the light that comes straight from a source, with soft shadows."""
        light = np.zeros(where.size, np.float32)
        places = self.surface.places(where & (self.surface.planes != SKY))
        spots = source.spots[self.pattern[places]]
        lit = source.light(self.points[places], self.normals[places], spots)
        keep = lit > _LEAST * 0.1 * max(source.candela, 0.1)
        places, spots, lit = places[keep], spots[keep], lit[keep]
        start = self.points[places] + self.normals[places] * np.float32(0.006)
        light[places] = lit * self.boxes.let_through(start, spots)
        soft = self.surface.smooth(light.reshape(where.shape))
        is_small = source.normal is None and source.room != OUTSIDE
        return soft if is_small else self.surface.smooth(soft, stride=3)

    def _through(
        self, source: Source, passage: Door | Opening, other: str, bounce: float
    ) -> Floats:
        """Return the light that comes through a doorway: straight, and from the lit walls there."""
        where = self.surface.rooms == self._rooms[other]
        straight = self._direct(source, where & self._looks_through(source, passage))
        straight = self.surface.smooth(straight, stride=2)
        spots = passage_spots(passage.ends, passage.head_m)
        (xa, ya), (xb, yb) = passage.ends
        width = abs(xb - xa) + abs(yb - ya)
        doorway = Source("", other, spots, bounce * width * passage.head_m / np.pi, None, 0.0)
        soft = np.zeros(where.size, np.float32)
        places = self.surface.places(where & (self.surface.planes != SKY))
        picked = spots[self.pattern[places]]
        lit = doorway.light(self.points[places], self.normals[places], picked)
        way = picked - self.points[places]
        across = np.abs(way[:, 0] if xa == xb else way[:, 1])
        soft[places] = lit * across / np.sqrt(np.einsum("ij,ij->i", way, way))
        smooth = self.surface.smooth(soft.reshape(where.shape))
        mean = float((straight + smooth)[where].mean()) if where.any() else 0.0
        return np.asarray(straight + smooth + where * self.openness * np.float32(mean * BOUNCE))

    def _looks_through(self, source: Source, passage: Door | Opening) -> NDArray[np.bool_]:
        """Return which places see the middle of a source through a doorway."""
        middle = source.spots.mean(0)
        axis = 0 if passage.ends[0][0] == passage.ends[1][0] else 1
        way = middle - self.points
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (passage.ends[0][axis] - self.points[:, axis]) / way[:, axis]
        along = self.points[:, 1 - axis] + share * way[:, 1 - axis]
        height = self.points[:, 2] + share * way[:, 2]
        low, high = sorted(end[1 - axis] for end in passage.ends)
        slack = 0.2
        fits = (share > 0) & (share < 1) & (along > low - slack) & (along < high + slack)
        fits &= height < passage.head_m + slack
        return np.asarray(fits.reshape(self.surface.shape))

    def _openness(self) -> Floats:
        """Return how much of what is around each place is further off than AMBIENT_M."""
        shape = self.surface.shape
        places = self.surface.places(self.surface.planes != SKY)
        normals = self.normals[places]
        helper = np.where(np.abs(normals[:, 2:]) > 0.7, [[1.0, 0, 0]], [[0, 0, 1.0]])
        tangent = np.cross(normals, helper).astype(np.float32)
        tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
        other = np.cross(normals, tangent).astype(np.float32)
        start = self.points[places] + normals * np.float32(0.01)
        free = np.zeros(len(places), np.float32)
        directions = _around(4)
        for part in directions:
            way = part[self.pattern[places]]
            end = start + AMBIENT_M * (
                tangent * way[:, :1] + other * way[:, 1:2] + normals * way[:, 2:]
            )
            free += self.boxes.let_through(start, end)
        result = np.ones(shape[0] * shape[1], np.float32)
        result[places] = (0.25 + 0.75 * free / len(directions)) * (0.86 + 0.14 * normals[:, 2])
        return self.surface.smooth(result.reshape(shape))

    def _outdoors(self) -> Floats:
        """Return the light of the whole sky on what is outside; the sky itself is 1."""
        up = self.surface.normals[..., 2]
        light = (0.56 + 0.44 * up) * self.openness
        inside = self.surface.rooms != OUTDOORS
        light[inside] = LEAK * self.openness[inside]
        light[self.surface.planes == SKY] = 1.0
        return np.asarray(light, np.float32)

    def _infrared(self, pinhole: Pinhole) -> Floats:
        """Return the light of the camera's own lamp: a cone, dark far away."""
        way = pinhole.at.astype(np.float32) - self.surface.points
        square = np.einsum("...j,...j->...", way, way) + np.float32(0.02)
        cosine = np.einsum("...j,...j->...", way, self.surface.normals) / np.sqrt(square)
        ahead = -np.einsum("...j,j->...", way, pinhole.axes[2]) / np.sqrt(square)
        aside = np.maximum(1 / np.maximum(ahead, 0.05) ** 2 - 1, 0)
        light = IR_CANDELA * np.maximum(cosine, 0.03) / (square + 0.4) * np.exp(-aside / 0.55)
        light[self.surface.planes == SKY] = 0.0
        even = self.surface.smooth(self.surface.smooth(light.astype(np.float32)), stride=2)
        return np.asarray(np.where(self._narrow, even, light), np.float32)


def _around(count: int) -> Floats:
    """Return `count` times 16 directions over a half ball, more of them upright."""
    numbers = np.arange(count * SAMPLES)
    out = np.sqrt((numbers + 0.5) / len(numbers))
    turn = numbers * 2.399963
    ball = np.stack([out * np.cos(turn), out * np.sin(turn), np.sqrt(1 - out * out)], axis=1)
    return ball.astype(np.float32).reshape(SAMPLES, count, 3).transpose(1, 0, 2)

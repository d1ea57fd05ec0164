"""Where the sun falls: through windows onto floors and walls, and on what is outside."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.picture.raster import SKY
from hardware_mocks.worlds.house.picture.rays import Boxes
from hardware_mocks.worlds.house.picture.surface import OUTDOORS, Surface
from hardware_mocks.worlds.house.plan import Plan, Window

_FAR_M = 40.0
_RADIUS_RAD = math.radians(0.6)


def direction(azimuth_rad: float, elevation_rad: float) -> Floats:
    """Return where the sun is, x east, y north, from an azimuth clockwise from north."""
    flat = math.cos(elevation_rad)
    toward = (flat * math.sin(azimuth_rad), flat * math.cos(azimuth_rad), math.sin(elevation_rad))
    return np.asarray(toward, np.float32)


class Sun:
    """Finds the sunny places of what a camera sees."""

    def __init__(self, plan: Plan, boxes: Boxes, surface: Surface) -> None:
        self._plan = plan
        self._boxes = boxes
        self._surface = surface
        self._points = surface.points.reshape(-1, 3)
        self._normals = surface.normals.reshape(-1, 3)
        self._rooms = {name: number for number, name in enumerate(plan.rooms)}

    def shine(self, toward: Floats, curtains: Mapping[str, float]) -> Floats:
        """Return for each place how much of a beam of 1 lux it gets, (height, width)."""
        surface = self._surface
        shines = np.zeros(surface.planes.size, np.float32)
        facing = (self._normals @ toward).reshape(surface.shape)
        lit = (facing > 0.005) & (surface.planes != SKY)
        self._outside(shines, lit & (surface.rooms == OUTDOORS), toward)
        for window in self._plan.windows.values():
            room = lit & (surface.rooms == self._rooms[window.room])
            self._through(shines, room, window, curtains.get(window.name, 0.0), toward)
        light = shines.reshape(surface.shape) * np.maximum(facing, 0)
        return surface.smooth(np.asarray(light, np.float32))

    def _outside(self, shines: Floats, where: NDArray[np.bool_], toward: Floats) -> None:
        places = self._surface.places(where)
        if len(places):
            shines[places] = self._free(places, toward, _FAR_M)

    def _through(
        self,
        shines: Floats,
        where: NDArray[np.bool_],
        window: Window,
        curtain: float,
        toward: Floats,
    ) -> None:
        """Let the beam in where the line to the sun passes the glass and nothing else."""
        places = self._surface.places(where)
        axis = 0 if window.ends[0][0] == window.ends[1][0] else 1
        if not len(places) or abs(toward[axis]) < 1e-3:
            return
        points = self._points[places]
        far = (window.ends[0][axis] - points[:, axis]) / toward[axis]
        along = points[:, 1 - axis] + far * toward[1 - axis]
        height = points[:, 2] + far * toward[2]
        low, high = sorted(end[1 - axis] for end in window.ends)
        panel = curtain * (high - low) / 2
        inside = (far > 0) & (along > low) & (along < high)
        inside &= (height > window.sill_m) & (height < window.head_m)
        places, along = places[inside], along[inside]
        if not len(places):
            return
        open_part = (along > low + panel) & (along < high - panel)
        share = np.where(open_part, 1.0, 1 - CURTAIN_STOPS).astype(np.float32)
        shines[places] = share * self._free(places, toward, _FAR_M)

    def _free(self, places: NDArray[np.intp], toward: Floats, far_m: float) -> NDArray[np.bool_]:
        turn = self._surface.pattern.ravel()[places] * 2.4
        off = _RADIUS_RAD * np.stack([np.cos(turn), np.sin(turn), np.sin(turn * 1.7)], axis=1)
        start = self._points[places] + self._normals[places] * np.float32(0.008)
        return self._boxes.let_through(start, start + (toward + off.astype(np.float32)) * far_m)


CURTAIN_STOPS = 0.93

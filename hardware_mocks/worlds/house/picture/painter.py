"""Turns a colour of clothes, of a door or of a curtain into the picture's numbers, in its light."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.body_light import CELL_M
from hardware_mocks.worlds.house.picture.canvas import Color
from hardware_mocks.worlds.house.picture.lit import Lighting, LitHouse
from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.picture.tone import to_screen

_FINE = 2  # light is taken at places half a cell apart


@dataclass(frozen=True, eq=False)
class Spot:
    """The light at a place.

    Attributes:
        light: exposed light on an upright body: blue, green, red.
        lamp: where the strongest source is, None where none has a place.
        share: how much of the light is its.
    """

    light: Floats
    lamp: tuple[float, float, float] | None
    share: float


class Painter:
    """Knows the light of one moment everywhere in the house."""

    def __init__(self, house: LitHouse, light: Lighting) -> None:
        self.house = house
        self.light = light
        self._bodies = house.baked.bodies
        self._used = np.flatnonzero(light.colors[:, :-1].any(0))
        self._colors = light.colors[:, self._used]
        self._spots: dict[tuple[int, int], Spot] = {}
        self._limbs: dict[tuple[object, ...], list[list[Color]]] = {}

    def spot(self, x_m: float, y_m: float) -> Spot:
        """Return the light at a place on the floor."""
        x0, y0 = self.house.plan.bounds[:2]
        key = (round((x_m - x0) / CELL_M * _FINE), round((y_m - y0) / CELL_M * _FINE))
        if key not in self._spots:
            self._spots[key] = self._find(key[0] / _FINE, key[1] / _FINE)
        return self._spots[key]

    def facing(self, place: tuple[float, float], normal: tuple[float, float]) -> float:
        """Return how much brighter or darker than usual a wall is that faces that way."""
        spot = self.spot(*place)
        if spot.lamp is None:
            return 1.0
        way = (spot.lamp[0] - place[0], spot.lamp[1] - place[1])
        length = math.hypot(*way) * math.hypot(*normal) or 1.0
        turned = (way[0] * normal[0] + way[1] * normal[1]) / length
        return 1.0 + 0.4 * spot.share * (turned - 0.3)

    def glow(self) -> Floats:
        """Return the exposed light of the sky behind windows."""
        for index, number in enumerate(self._used.tolist()):
            if self.house.baked.names[number] == ("sky", ""):
                return np.asarray(self._colors[:, index], np.float32)
        return np.zeros(3, np.float32)

    def color(self, albedo: NDArray[np.floating], light: Floats) -> Color:
        """Return the colour on the screen of something in a light."""
        blue, green, red = to_screen(self._back(np.asarray(albedo, np.float32), light)).tolist()
        return blue, green, red

    def colors(self, albedo: Floats, light: Floats) -> list[Color]:
        """Return the colours on the screen of many things (n, 3) in a light."""
        made = to_screen(self._back(albedo, light)).tolist()
        return [(blue, green, red) for blue, green, red in made]

    def seen(self, albedo: NDArray[np.floating], spot: Spot) -> Color:
        """Return the colour on the screen of something at a place."""
        return self.color(albedo, spot.light)

    def limb_colors(
        self, albedo: Floats, spot: Spot, shades: tuple[float, ...]
    ) -> list[list[Color]]:
        """Return the colour of each of many things (n, 3) for each of some shades."""
        key = (id(spot), albedo.tobytes(), shades)
        if key not in self._limbs:
            seen = self._back(albedo, spot.light)
            stacked = to_screen(np.stack([seen * max(shade, 0.1) for shade in shades]))
            self._limbs[key] = [[(c[0], c[1], c[2]) for c in tone] for tone in stacked.tolist()]
        return self._limbs[key]

    def _back(self, albedo: Floats, light: Floats) -> Floats:
        """Return the light that comes back from colours (..., 3)."""
        if not self.light.is_infrared:
            return np.maximum(albedo * light, 0)
        grey = (0.08 + 0.78 * albedo.mean(-1, keepdims=True) ** 0.65) * float(light[1])
        return np.asarray(np.broadcast_to(grey, albedo.shape), np.float32).copy()

    def _find(self, column: float, row: float) -> Spot:
        rows, columns = self._bodies.shape[1:]
        column, row = min(max(column, 0.0), columns - 1.001), min(max(row, 0.0), rows - 1.001)
        c, r = int(column), int(row)
        near = self._bodies[self._used, r : r + 2, c : c + 2] if len(self._used) else None
        if near is None:
            return Spot(np.zeros(3, np.float32), None, 0.0)
        low = near[:, 0, 0] * (1 - column + c) + near[:, 0, 1] * (column - c)
        high = near[:, 1, 0] * (1 - column + c) + near[:, 1, 1] * (column - c)
        lux = low * (1 - row + r) + high * (row - r)
        shares = self._colors[1] * lux
        light = np.asarray(self._colors @ lux, np.float32)
        for index in np.argsort(-shares).tolist():
            name, _ = self.house.baked.names[self._used[index]]
            if name in self.house.sources:
                x, y, z = self.house.sources[name].spots.mean(0).tolist()
                return Spot(light, (x, y, z), float(shares[index] / max(shares.sum(), 1e-9)))
        return Spot(light, None, 0.0)

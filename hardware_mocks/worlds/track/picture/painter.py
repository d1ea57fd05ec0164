"""The floor of a track as one picture: what it is made of, the marks on it, the sun on it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.track.picture.floors import PX_PER_M, Texture, painted_floor
from hardware_mocks.worlds.track.picture.grain import Field, blotches, layers
from hardware_mocks.worlds.track.picture.look import Colour, Look
from hardware_mocks.worlds.track.picture.sunlight import light_map
from hardware_mocks.worlds.track.road import Mark, MarkKind, Points, Road

MARGIN_M = 0.6
"""So far beyond the road's floor stand the walls of the room."""
_FINE = 2
"""Marks are drawn so much finer, for soft edges."""
_SOFT_PX = 0.5
"""So far beyond its corners OpenCV draws the soft edge of a polygon."""


class Painter:
    """Paints the floor of a road in a look."""

    def __init__(self, road: Road, look: Look) -> None:
        self.road = road
        self.look = look
        width_m, height_m = road.floor_m
        self.room_m = (width_m + 2 * MARGIN_M, height_m + 2 * MARGIN_M)
        self.shape = (round(self.room_m[1] * PX_PER_M), round(self.room_m[0] * PX_PER_M))

    def painted(self, *, with_marks: bool = True) -> Texture:
        """Return the floor, 4 mm a pixel; column 0 and row 0 lie `MARGIN_M` before the origin."""
        picture = painted_floor(self.look, self.shape)
        rng = np.random.Generator(np.random.PCG64([self.look.seed, 22]))
        wear = _wear(rng, self.shape, self.look.wear)
        for mark in self.road.marks if with_marks else ():
            _lay(picture, self._cover(mark, rng), wear, self._colour(mark))
        return light_map(self.look, picture)

    def _colour(self, mark: Mark) -> Colour:
        if mark.kind is not MarkKind.CENTRE:
            return self.look.edge_bgr
        is_lined = any(other.kind is MarkKind.EDGE for other in self.road.marks)
        return self.look.centre_bgr if is_lined else self.look.line_bgr

    def _cover(self, mark: Mark, rng: np.random.Generator) -> NDArray[np.uint8]:
        """Return where a mark lies, 0 to 255."""
        import cv2

        fine = np.zeros((self.shape[0] * _FINE, self.shape[1] * _FINE), np.uint8)
        points, is_there = _walked(mark, rng, self.look.gaps)
        half_px = mark.width_m * self.look.mark_width / 2 * PX_PER_M * _FINE - _SOFT_PX
        places = (points + MARGIN_M) * PX_PER_M * _FINE
        for quad in _quads(places, half_px)[is_there[:-1]]:
            cv2.fillConvexPoly(fine, np.round(quad * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
        size = (self.shape[1], self.shape[0])
        return np.asarray(cv2.resize(fine, size, interpolation=cv2.INTER_AREA))


def _walked(mark: Mark, rng: np.random.Generator, gaps: float) -> tuple[Points, NDArray[np.bool_]]:
    """Return a mark's middle in steps of 1 cm, and where along it there is paint."""
    points = np.concatenate([mark.points, mark.points[:1]]) if mark.is_closed else mark.points
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    places = np.linspace(0.0, along[-1], max(2, round(along[-1] / 0.01) + 1))
    finer = np.stack([np.interp(places, along, points[:, axis]) for axis in (0, 1)], axis=1)
    is_there = np.ones(len(places), np.bool_)
    if mark.dash_m:
        is_there &= places % (mark.dash_m + mark.gap_m) < mark.dash_m
    for _ in range(round(gaps * along[-1] / 0.15)):
        start, length = rng.uniform(0, along[-1]), rng.uniform(0.05, 0.25)
        is_there &= (places < start) | (places > start + length)
    return finer, is_there


def _quads(points: Points, half_px: float) -> NDArray[np.float64]:
    """Return the four corners of each step of a band, (n - 1, 4, 2)."""
    tangents = np.gradient(points, axis=0)
    tangents /= np.maximum(np.linalg.norm(tangents, axis=1, keepdims=True), 1e-9)
    out = np.stack([-tangents[:, 1], tangents[:, 0]], axis=1) * half_px
    left, right = points + out, points - out
    return np.stack([left[:-1], left[1:], right[1:], right[:-1]], axis=1)


def _wear(rng: np.random.Generator, shape: tuple[int, int], wear: float) -> Field | None:
    """Return how much of the paint is left, 0 to 1; None: all of it."""
    if wear <= 0:
        return None
    rubbed = layers(rng, shape, (3, 12, 60)) + blotches(rng, shape, 250) * 0.6
    left: Any = np.clip((rubbed + np.float32(2.2 - 3.2 * wear)) * np.float32(0.9), 0, 1)
    return np.asarray(left * np.float32(1 - 0.25 * wear), np.float32)


def _lay(picture: Texture, cover: NDArray[np.uint8], wear: Field | None, colour: Colour) -> None:
    """Put paint on a floor; the pattern of the floor shows through a little."""
    rows, columns = np.nonzero(cover)
    if not len(rows):
        return
    share = cover[rows, columns].astype(np.float32)[:, None] / 255
    if wear is not None:
        share *= wear[rows, columns][:, None]
    below = picture[rows, columns].astype(np.float32)
    unevenness = (below.mean(axis=1, keepdims=True) - below.mean()) * np.float32(0.35)
    paint = np.array(colour, np.float32) + unevenness
    picture[rows, columns] = np.clip(below + share * (paint - below), 0, 255).astype(np.uint8)

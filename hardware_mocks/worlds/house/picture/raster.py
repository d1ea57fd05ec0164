"""Which face each pixel sees, and how far away: a picture's worth of faces with a depth buffer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.pinhole import NEAR_M, Floats, Pinhole
from hardware_mocks.worlds.house.picture.solids import Face

SKY = -1
_SHIFT = 4  # fillConvexPoly takes sixteenths of a pixel
_MOST_PIXELS = 20_000.0


@dataclass(frozen=True)
class Seen:
    """What each pixel sees.

    Attributes:
        pinhole: the camera.
        faces: all faces of the house.
        ids: (height, width) the number of the face, SKY for none.
        nearness: (height, width) one over the metres forward, 0 for the sky.
    """

    pinhole: Pinhole
    faces: Sequence[Face]
    ids: NDArray[np.int16]
    nearness: Floats

    def regions(self) -> list[tuple[int, tuple[slice, slice], NDArray[np.bool_]]]:
        """Return each face that is seen: its number, its rectangle, its pixels there."""
        flat = self.ids.ravel()
        order = np.argsort(flat, kind="stable")
        numbers, starts = np.unique(flat[order], return_index=True)
        width = self.ids.shape[1]
        found = []
        for number, start, end in zip(numbers, starts, [*starts[1:], len(flat)], strict=True):
            if number == SKY:
                continue
            pixels = order[start:end]
            columns = pixels % width
            place = (
                slice(int(pixels[0]) // width, int(pixels[-1]) // width + 1),
                slice(int(columns.min()), int(columns.max()) + 1),
            )
            found.append((int(number), place, self.ids[place] == number))
        return found

    def points(self, place: tuple[slice, slice]) -> Floats:
        """Return where the pixels of a rectangle touch the house, (rows, columns, 3)."""
        depth = 1.0 / np.maximum(self.nearness[place], 1e-4)
        return self.rays(place) * depth[..., None] + self.pinhole.at.astype(np.float32)

    def rays(self, place: tuple[slice, slice]) -> Floats:
        """Return the directions of a rectangle's pixels, one metre forward long each."""
        return rays_of(self.pinhole, place)


def rays_of(pinhole: Pinhole, place: tuple[slice, slice]) -> Floats:
    """Return the directions (rows, columns, 3) of a rectangle's pixels, one metre forward long."""
    rows, columns = place
    u = (np.arange(columns.start, columns.stop) - pinhole.center[0]) / pinhole.focal_px
    v = (np.arange(rows.start, rows.stop) - pinhole.center[1]) / pinhole.focal_px
    right, down, forward = pinhole.axes
    across = np.asarray(u[:, None] * right + forward, np.float32)
    return np.asarray(across[None, :, :] + np.asarray(v[:, None, None] * down, np.float32))


def rasterise(pinhole: Pinhole, faces: Sequence[Face]) -> Seen:
    """Return what the pixels of a camera see of the faces."""
    width, height = pinhole.size
    ids = np.full((height, width), SKY, np.int16)
    nearness = np.zeros((height, width), np.float32)
    for number, face in enumerate(faces):
        _draw(pinhole, face, number, ids, nearness)
    return Seen(pinhole, faces, ids, nearness)


def outline_of(pinhole: Pinhole, corners: NDArray[np.floating]) -> NDArray[np.float64] | None:
    """Return the polygon (n, 2) that a flat outline makes, or None where nothing is in view."""
    seen = pinhole.to_camera(corners)
    if (seen[:, 2] < NEAR_M).any():
        seen = _in_front(seen)
        if len(seen) < 3:
            return None
    return np.clip(pinhole.on_picture(seen), -_MOST_PIXELS, _MOST_PIXELS)


def _draw(
    pinhole: Pinhole, face: Face, number: int, ids: NDArray[np.int16], nearness: Floats
) -> None:
    import cv2

    offset = float(face.normal @ (face.corners[0] - pinhole.at))
    if offset > -1e-5:
        return  # seen from behind
    outline = outline_of(pinhole, face.corners)
    if outline is None:
        return
    width, height = pinhole.size
    x0, y0 = np.maximum(np.floor(outline.min(0)) - 1, 0).astype(int)
    x1 = min(int(np.ceil(outline[:, 0].max())) + 2, width)
    y1 = min(int(np.ceil(outline[:, 1].max())) + 2, height)
    if x1 <= x0 or y1 <= y0:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    fixed = np.round((outline - (x0, y0)) * (1 << _SHIFT)).astype(np.int32)
    cv2.fillConvexPoly(mask, fixed, 1, cv2.LINE_8, _SHIFT)
    # 1 / depth is linear over the picture: normal . ray = offset / depth
    right, down, forward = (pinhole.axes @ face.normal) / offset
    u = (np.arange(x0, x1) - pinhole.center[0]) / pinhole.focal_px
    v = (np.arange(y0, y1) - pinhole.center[1]) / pinhole.focal_px
    near = ((u * right + forward)[None, :] + (v * down)[:, None]).astype(np.float32)
    old = nearness[y0:y1, x0:x1]
    wins = (near > old) & mask.view(bool)
    old[wins] = near[wins]
    ids[y0:y1, x0:x1][wins] = number


def _in_front(seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a polygon cut at the plane just before the camera."""
    kept = []
    for a, b in zip(np.roll(seen, 1, axis=0), seen, strict=True):
        if (a[2] < NEAR_M) != (b[2] < NEAR_M):
            share = (NEAR_M - a[2]) / (b[2] - a[2])
            kept.append(a + (b - a) * share)
        if b[2] >= NEAR_M:
            kept.append(b)
    return np.asarray(kept).reshape(-1, 3)

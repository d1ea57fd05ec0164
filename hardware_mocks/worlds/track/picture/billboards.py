"""Things in the camera's picture: their faces in perspective, the near ones over the far ones."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.track.picture.camera import CarCamera
from hardware_mocks.worlds.track.picture.floors import Texture
from hardware_mocks.worlds.track.picture.things import Face, faces_of
from hardware_mocks.worlds.track.state import Thing, TrackState

PixelBox: TypeAlias = tuple[float, float, float, float]
"""x, y, width, height in pixels of what of a thing is in the picture."""
CornersPx = NDArray[np.float32]
"""(4, 2): top left, top right, bottom right, bottom left."""
_NEAR_M = 0.02
_FAR_M = 9.0
_POLE = 255
"""Marks in the map of what is seen where the pole of some sign is."""


class Billboards:
    """Draws the things of a track as one camera sees them."""

    def __init__(self, camera: CarCamera) -> None:
        self.camera = camera

    def draw(self, picture: Texture, state: TrackState) -> None:
        """Draw what is seen of all things over floor and walls."""
        for _, face, corners_px in self._seen(state):
            _lay(picture, face, corners_px)

    def truth(self, state: TrackState) -> list[tuple[Thing, PixelBox, float]]:
        """Return what is seen of each thing: its box in the picture, the share of it visible.

        The box is round the plate of a sign, the housing of a light, the whole of other things.
        The share counts what the edge of the picture and nearer things hide; what is hidden wholly
        is left out. Nearer things come later.
        """
        width, height = self.camera.size
        margin = width // 2
        seen = np.zeros((height + 2 * margin, width + 2 * margin), np.uint8)
        things: list[Thing] = []
        bodies: list[NDArray[np.uint8]] = []
        for thing, face, corners_px in self._seen(state):
            if not things or things[-1] is not thing:
                things.append(thing)
                bodies.append(np.zeros_like(seen))
            _stamp(seen, face, corners_px + margin, len(things) if face.is_body else _POLE)
            if face.is_body:
                _stamp(bodies[-1], face, corners_px + margin, 1)
        inside = seen[margin : margin + height, margin : margin + width]
        found = []
        for number, (thing, body) in enumerate(zip(things, bodies, strict=True), start=1):
            rows, columns = np.nonzero(inside == number)
            if len(rows):
                box = (float(columns.min()), float(rows.min()),
                       float(np.ptp(columns) + 1), float(np.ptp(rows) + 1))  # fmt: skip
                found.append((thing, box, len(rows) / int(body.sum())))
        return found

    def _seen(self, state: TrackState) -> Iterator[tuple[Thing, Face, CornersPx]]:
        """Yield the faces that lie before the camera, the far things first."""
        car = state.car
        cos, sin = math.cos(car.heading_rad), math.sin(car.heading_rad)
        forward = float(self.camera.place_m[0])
        eye = (car.x_m + forward * cos, car.y_m + forward * sin)
        owners = [(thing, face) for thing in _before(state, eye) for face in faces_of(thing, eye)]
        if not owners:
            return
        points = np.concatenate([face.corners_m for _, face in owners])
        x, y = points[:, 0] - car.x_m, points[:, 1] - car.y_m
        placed = np.stack([x * cos + y * sin, y * cos - x * sin, points[:, 2]], axis=1)
        pixels, depth = self.camera.seen(placed)
        corners = pixels.astype(np.float32).reshape(-1, 4, 2)
        is_before = depth.reshape(-1, 4).min(axis=1) > _NEAR_M
        for (thing, face), corners_px, is_seen in zip(owners, corners, is_before, strict=True):
            if is_seen:
                yield thing, face, corners_px


def _before(state: TrackState, eye: tuple[float, float]) -> list[Thing]:
    """Return the things that may be seen from a place, the far ones first."""
    cos, sin = math.cos(state.car.heading_rad), math.sin(state.car.heading_rad)
    found = []
    for thing in state.things:
        x_m, y_m = thing.pose.x_m - eye[0], thing.pose.y_m - eye[1]
        ahead_m = x_m * cos + y_m * sin
        reach_m = math.hypot(thing.wide_m, thing.deep_m) / 2 + 0.05
        if -reach_m < ahead_m < _FAR_M and abs(y_m * cos - x_m * sin) < ahead_m + 2 * reach_m:
            found.append((-math.hypot(x_m, y_m), thing.name, thing))
    return [thing for _, _, thing in sorted(found, key=lambda item: item[:2])]


def _lay(picture: Texture, face: Face, corners_px: CornersPx) -> None:
    """Lay a face's picture between its corners."""
    import cv2

    warped, (left, top) = _warped(face, corners_px, picture.shape[1], picture.shape[0])
    if warped is None:
        return
    target = picture[top : top + warped.shape[0], left : left + warped.shape[1]]
    through = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(warped, 3)), cv2.COLOR_GRAY2BGR)
    cv2.multiply(target, through, dst=target, scale=1 / 255)
    cv2.add(target, cv2.cvtColor(warped, cv2.COLOR_BGRA2BGR), dst=target)


def _stamp(marked: NDArray[np.uint8], face: Face, corners_px: CornersPx, number: int) -> None:
    """Mark where a face is more there than not."""
    warped, (left, top) = _warped(face, corners_px, marked.shape[1], marked.shape[0])
    if warped is not None:
        target = marked[top : top + warped.shape[0], left : left + warped.shape[1]]
        target[warped[..., 3] > 127] = number


def _warped(face: Face, corners_px: CornersPx, width: int, height: int) -> tuple[Any, Any]:
    """Return a face's picture as it is seen, and where its first pixel lies; None: nowhere."""
    import cv2

    left, top, wide, high = cv2.boundingRect(corners_px)
    right, bottom = min(width, left + wide + 1), min(height, top + high + 1)
    left, top = max(0, left), max(0, top)
    if right <= left or bottom <= top:
        return None, (0, 0)
    near, aside, _, below = corners_px.tolist()
    sprite = face.sprite.level_for(math.dist(near, aside), math.dist(near, below))
    place = np.array((left, top), np.float32)
    turn = cv2.getPerspectiveTransform(_edges(sprite.shape[0], sprite.shape[1]), corners_px - place)
    return cv2.warpPerspective(sprite, turn, (right - left, bottom - top)), (left, top)


@lru_cache(maxsize=64)
def _edges(rows: int, columns: int) -> CornersPx:
    """Return the corners of a picture of that size, in its own pixels."""
    right, bottom = columns - 0.5, rows - 0.5
    corners = [(-0.5, -0.5), (right, -0.5), (right, bottom), (-0.5, bottom)]
    return np.array(corners, np.float32)

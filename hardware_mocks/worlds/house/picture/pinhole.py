"""The geometry of a camera without a lens: which way a pixel looks, and where a point lands."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.plan import Camera

Floats: TypeAlias = NDArray[np.floating[Any]]
NEAR_M = 0.06
"""Nothing is drawn that is closer than this."""


@dataclass(frozen=True)
class Pinhole:
    """A camera at a place, with a picture of a size.

    Attributes:
        at: where it is, in metres.
        axes: three rows: to the right, down and forward in its picture, as unit vectors.
        focal_px: how many pixels a metre is wide in a metre's distance.
        center: the pixel that looks straight forward.
        size: width and height in pixels.
    """

    at: NDArray[np.float64]
    axes: NDArray[np.float64]
    focal_px: float
    center: tuple[float, float]
    size: tuple[int, int]

    @classmethod
    def of(cls, camera: Camera, width: int, height: int) -> Pinhole:
        """Return the pinhole of a camera of the plan for a picture of that size."""
        return cls(
            np.asarray(camera.at, float),
            _axes(camera.yaw_rad, camera.pitch_rad),
            width / 2 / math.tan(camera.fov_rad / 2),
            ((width - 1) / 2, (height - 1) / 2),
            (width, height),
        )

    def with_margin(self, pixels: int) -> Pinhole:
        """Return the same camera with a larger picture: more is seen on every side."""
        (width, height), (x, y) = self.size, self.center
        larger = (width + 2 * pixels, height + 2 * pixels)
        return replace(self, size=larger, center=(x + pixels, y + pixels))

    def finer(self, times: int) -> Pinhole:
        """Return the same view with `times` as many pixels across."""
        (width, height), (x, y) = self.size, self.center
        return replace(
            self,
            focal_px=self.focal_px * times,
            size=(width * times, height * times),
            center=((x + 0.5) * times - 0.5, (y + 0.5) * times - 0.5),
        )

    def to_camera(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return points (n, 3) of the house as metres to the right, down and forward."""
        return (np.asarray(points, float) - self.at) @ self.axes.T

    def on_picture(self, seen: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the pixels (n, 2) of points that `to_camera` gave, all in front of it."""
        return np.asarray(
            seen[:, :2] * (self.focal_px / np.maximum(seen[:, 2:], NEAR_M)) + self.center
        )

    def project(
        self, points: NDArray[np.floating]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return where points (n, 3) land, as pixels (n, 2), and how far forward they are (n)."""
        seen = self.to_camera(points)
        return self.on_picture(seen), seen[:, 2]


def _axes(yaw_rad: float, pitch_rad: float) -> NDArray[np.float64]:
    cos_yaw, sin_yaw = math.cos(yaw_rad), math.sin(yaw_rad)
    cos_pitch, sin_pitch = math.cos(pitch_rad), math.sin(pitch_rad)
    forward = np.array([cos_pitch * cos_yaw, cos_pitch * sin_yaw, sin_pitch])
    right = np.array([sin_yaw, -cos_yaw, 0.0])
    return np.stack([right, np.cross(forward, right), forward])

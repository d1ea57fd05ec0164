"""What light, lens and sensor do to a picture: shadows that wander, glare, blur, tones, noise."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.track.picture.camera import CarCamera, Map
from hardware_mocks.worlds.track.picture.floors import Texture
from hardware_mocks.worlds.track.picture.grain import Field, blotches
from hardware_mocks.worlds.track.picture.ground import on_floor, placed
from hardware_mocks.worlds.track.picture.look import Look
from hardware_mocks.worlds.track.picture.tones import toned_level
from hardware_mocks.worlds.track.state import TrackState

_COARSE = 8
"""Soft light is reckoned for one pixel of so many, each way."""
_UNIT = 128
"""Light 1.0 in a byte."""
_SHADE_PX_PER_M = 12.0
_SHADE_PX = 128
_NOISES = 8


class Light:
    """Soft light on the scene: the vignette, shadows that wander, the glare of a shining floor."""

    def __init__(self, look: Look, camera: CarCamera) -> None:
        self.look = look
        self.size = camera.size
        rows = np.arange(_COARSE / 2, camera.size[1], _COARSE)
        columns = slice(_COARSE // 2, None, _COARSE)
        x_m, y_m = on_floor(camera, rows)
        self.x_m, self.y_m = (np.ascontiguousarray(part[:, columns]) for part in (x_m, y_m))
        rays = [part[:, columns] for part in camera.rays(rows)]
        self.azimuth = np.arctan2(rays[1], rays[0])
        self.down_rad = np.arctan2(-rays[2], np.hypot(rays[0], rays[1]))
        self.vignette = _vignette(look, camera)[rows.astype(int)][:, columns]
        self.shade: Any = _wandering(look) if look.shadows and look.shadow_speed_m_s else None
        self.still = self._large(self.vignette * _UNIT) if look.vignette else None

    def put_on(self, picture: Texture, state: TrackState) -> Texture:
        """Return a picture in the light of a moment."""
        import cv2

        light = self.still if self.shade is None else self._large(self._shaded(state) * _UNIT)
        if light is not None:
            cv2.multiply(picture, light, dst=picture, scale=1 / _UNIT)
        if self.look.glare:
            cv2.add(picture, self._large(self._glare(state)), dst=picture)
        return picture

    def _shaded(self, state: TrackState) -> Any:
        import cv2

        map_x, map_y = placed(self.x_m, self.y_m, state.car, _SHADE_PX_PER_M, 0.0)
        gone_px = self.look.shadow_speed_m_s * state.t_ns / 1e9 * _SHADE_PX_PER_M
        shade = cv2.remap(self.shade, (map_x + gone_px % _SHADE_PX).astype(np.float32), map_y,
                          cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)  # fmt: skip
        return np.where(self.down_rad > 0, shade, 1) * self.vignette

    def _glare(self, state: TrackState) -> Any:
        """Return what the floor mirrors of a window: bright, drawn out towards the car."""
        aside = self.azimuth + np.float32(state.car.heading_rad - self.look.glare_azimuth_rad)
        aside = (aside + math.pi) % (2 * math.pi) - math.pi
        deep = self.down_rad - np.float32(self.look.glare_elevation_rad)
        lobe = np.exp(-((aside / 0.16) ** 2) - (deep / 0.22) ** 2)
        return np.where(self.down_rad > 0, lobe * np.float32(230 * self.look.glare), 0)

    def _large(self, field: Any) -> Any:
        """Return a coarse field as bytes of the picture's size, three channels alike."""
        import cv2

        coarse = np.clip(field, 0, 255).astype(np.uint8)
        large = cv2.resize(coarse, self.size, interpolation=cv2.INTER_LINEAR)
        return cv2.merge((large, large, large))


def blurred(picture: Texture, look: Look, camera: CarCamera, state: TrackState) -> Texture:
    """Return a picture blurred by the lens and by moving while it was exposed."""
    import cv2

    if look.blur_px:
        cv2.GaussianBlur(picture, (3, 3), look.blur_px, dst=picture)
    turned_px = round(abs(state.turn_rad_s) * look.exposure_s * camera.focal_px)
    if turned_px > 1:
        cv2.blur(picture, (turned_px, 1), dst=picture)
    for first, last, moved_px in _moved(look, camera.size[1], round(abs(state.speed_m_s), 1)):
        cv2.blur(picture[first:last], (1, moved_px), dst=picture[first:last])
    return picture


@lru_cache(maxsize=256)
def _moved(look: Look, rows: int, speed_m_s: float) -> tuple[tuple[int, int, int], ...]:
    """Return bands of rows, and by how many rows what is seen there moves towards the car."""
    moved_m = speed_m_s * look.exposure_s
    focal_px = CarCamera(look, (rows * 4 // 3, rows)).focal_px
    horizon = rows / 2 - focal_px * math.tan(look.pitch_rad)
    bands: list[tuple[int, int, int]] = []
    step = rows // 8
    for first in range(0, rows, step):
        below = first + step / 2 - horizon
        moved_px = round(moved_m * below**2 / (focal_px * look.height_m)) if below > 0 else 0
        if moved_px > 1:
            bands.append((first, min(first + step, rows), moved_px))
    return tuple(bands)


def toned(picture: Texture, look: Look, light: float) -> Texture:
    """Return a picture with the exposure, gamma and white balance of a look."""
    import cv2

    table = _table(round(look.light_gain * light, 2), look.gamma, look.red, look.blue)
    return picture if table is None else np.asarray(cv2.LUT(picture, table))


@lru_cache(maxsize=256)
def _table(gain: float, gamma: float, red: float, blue: float) -> NDArray[np.uint8] | None:
    if (gain, gamma, red, blue) == (1.0, 1.0, 1.0, 1.0):
        return None
    grey = np.arange(256)
    channels = [toned_level(grey, gain * cast, gamma) for cast in (blue, 1.0, red)]
    table: Any = np.round(np.stack(channels, axis=-1)).reshape(256, 1, 3)
    return np.asarray(table, np.uint8)


def noisy(picture: Texture, look: Look, t_ns: int) -> Texture:
    """Return a picture with the noise of a sensor; the same for the same moment."""
    import cv2

    if look.noise < 0.3:
        return picture
    more, less = _noise(round(look.noise, 1), picture.shape[0], picture.shape[1])
    mixed = (t_ns // 1000 * 0x9E3779B97F4A7C15 + look.seed) & (2**64 - 1)
    down, right = (mixed >> 40) % 64, (mixed >> 52) % 64
    here = np.s_[down : down + picture.shape[0], right : right + picture.shape[1]]
    cv2.add(picture, more[here], dst=picture)
    cv2.subtract(picture, less[here], dst=picture)
    return picture


@lru_cache(maxsize=16)
def _noise(sigma: float, rows: int, columns: int) -> tuple[Texture, Texture]:
    """Return patterns to add and to take away: noise as it is left after noise reduction."""
    import cv2

    rng = np.random.Generator(np.random.PCG64(5))
    shape = (rows + 64, columns + 64)
    luma = rng.standard_normal((*shape, 1), dtype=np.float32)
    colour = cv2.GaussianBlur(rng.standard_normal((*shape, 3), dtype=np.float32), (0, 0), 1.0)
    pattern = np.round((luma * 0.85 + colour * 1.2) * np.float32(sigma))
    more, less = (np.clip(side, 0, 255).astype(np.uint8) for side in (pattern, -pattern))
    return more, less


def through_jpeg(picture: Texture, quality: int) -> Texture:
    """Return a picture as it comes out of a JPEG."""
    import cv2

    if not quality:
        return picture
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def _vignette(look: Look, camera: CarCamera) -> Map:
    rows = np.arange(camera.size[1], dtype=np.float64)[:, None] - camera.centre_px[1]
    columns = np.arange(camera.size[0], dtype=np.float64) - camera.centre_px[0]
    square = (rows**2 + columns**2) / (camera.centre_px[0] ** 2 + camera.centre_px[1] ** 2)
    return np.asarray(1 - look.vignette * square**1.5, np.float32)


def _wandering(look: Look) -> Field:
    """Return shadows on the floor that repeat every ten metres, 1.0 where there is light."""
    rng = np.random.Generator(np.random.PCG64([look.seed, 41]))
    field = blotches(rng, (_SHADE_PX, _SHADE_PX), 9.0)
    field = (field + field[::-1, ::-1]) / np.float32(2**0.5)
    dark = np.clip(field * 1.5 - 0.6, 0, 1)
    return np.asarray(1 - 0.7 * look.shadows * dark, np.float32)
